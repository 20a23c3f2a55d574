import { pino } from 'pino';
import { startPostgres } from '../../gateway/demo/postgres/startPostgres';

/**
 * A launcher that tests may kill: starts PostgreSQL on the folder named by its first argument (root's shared folder is the
 * second), prints its URL as one line, and stops it on SIGTERM. On SIGUSR2 it breaks. An error is printed and ends it with 1.
 */
async function hold(dataFolder: string, sharedFolder: string): Promise<void> {
  const postgres = await startPostgres({ dataFolder, sharedFolder, logger: pino({ level: 'silent' }) });
  const keepAlive = setInterval(() => undefined, 60_000);
  process.once('SIGTERM', () => {
    clearInterval(keepAlive);
    void postgres.stop();
  });
  process.once('SIGUSR2', () => {
    throw new Error('Nobody catches this.');
  });
  process.stdout.write(`${postgres.superuserUrl}\n`);
}

hold(process.argv[2] ?? '', process.argv[3] ?? '').catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
