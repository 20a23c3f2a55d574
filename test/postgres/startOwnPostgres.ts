import path from 'node:path';
import { pino } from 'pino';
import type { RunningPostgres } from '../../gateway/demo/postgres/startPostgres';
import { startPostgres } from '../../gateway/demo/postgres/startPostgres';

/**
 * A server of a test's own, which is to go down in it.
 *
 * @param folder the test's own; the server finds there again what it held
 * @param port a free one when not given
 */
export function startOwnPostgres(folder: string, port?: number): Promise<RunningPostgres> {
  return startPostgres({
    dataFolder: path.join(folder, 'postgres'),
    settings: { fsync: 'off' },
    logger: pino({ level: 'silent' }),
    ...(port === undefined ? {} : { port }),
  });
}
