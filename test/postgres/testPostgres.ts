import { rm } from 'node:fs/promises';
import type { RunningPostgres } from '../../gateway/demo/postgres/startPostgres';

/** What jest's setup hands to its teardown, which are modules of their own in the same process. */
const holder = globalThis as { hanseTestPostgres?: { postgres: RunningPostgres; folder: string } };

/** How the tests' own processes find the server: jest hands them its environment and nothing else. */
const variable = 'TEST_POSTGRES_URL';

export const testPostgres = {
  start(postgres: RunningPostgres, folder: string): void {
    holder.hanseTestPostgres = { postgres, folder };
    process.env[variable] = postgres.superuserUrl;
    // jest does not tear down when it is interrupted.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        void testPostgres.stop().finally(() => process.exit(1));
      });
    }
  },

  async stop(): Promise<void> {
    const running = holder.hanseTestPostgres;
    delete holder.hanseTestPostgres;
    if (running) {
      await running.postgres.stop();
      await rm(running.folder, { recursive: true, force: true });
    }
  },

  superuserUrl(): string {
    const url = process.env[variable];
    if (url === undefined) {
      throw new Error('No PostgreSQL runs for this test: jest was started without its globalSetup.');
    }
    return url;
  },
};
