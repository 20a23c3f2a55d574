import path from 'node:path';
import { pino } from 'pino';
import { startPostgres } from '../../gateway/demo/postgres/startPostgres';
import { makeTestFolder } from './makeTestFolder';
import { testPostgres } from './testPostgres';

/** One real PostgreSQL for the whole run of jest; tests get a database of their own from `createTestDatabase`. */
// eslint-disable-next-line import-x/no-default-export -- jest calls the default export of its globalSetup module
export default async function start(): Promise<void> {
  const folder = await makeTestFolder();
  // The tests' own files stand there as well, and go with it.
  process.env.TMPDIR = folder;
  const postgres = await startPostgres({
    dataFolder: path.join(folder, 'postgres'),
    settings: {
      ...{ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '64MB' },
      // The passwords protect nothing, and each session of a test would compute its hash 4,096 times.
      scram_iterations: '1',
    },
    logger: pino({ level: 'warn' }),
  });
  testPostgres.start(postgres, folder);
}
