import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';

export interface Retention {
  /** Ends the deletion under way; none follows. */
  stop(): Promise<void>;
}

const INTERVAL_MS = 60 * 60_000;

/**
 * Deletes what is older than `days` from the disclosure log, now and every hour. A deletion that fails is logged and
 * tried again with the next. The timer keeps no process alive.
 */
export function startRetention(dataSource: DataSource, days: number, logger: Logger): Retention {
  async function deleteOld(): Promise<void> {
    try {
      await dataSource.query('DELETE FROM disclosure WHERE at < now() - make_interval(days => $1)', [days]);
    } catch (error) {
      logger.error({ err: error }, 'the disclosure log could not be shortened');
    }
  }

  let deletion = deleteOld();
  const timer = setInterval(() => {
    deletion = deletion.then(deleteOld);
  }, INTERVAL_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await deletion;
    },
  };
}
