import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { startPostgres } from '../../gateway/demo/postgres/startPostgres';
import { testPostgres } from './testPostgres';

/** One real PostgreSQL for the whole run of jest; tests get a database of their own from `createTestDatabase`. */
// eslint-disable-next-line import-x/no-default-export -- jest calls the default export of its globalSetup module
export default async function start(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hanse-test-'));
  // The server may run as another user, who has to get through.
  await chmod(folder, 0o755);
  const postgres = await startPostgres({
    dataFolder: path.join(folder, 'postgres'),
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
    logger: pino({ level: 'warn' }),
  });
  testPostgres.start(postgres, folder);
}
