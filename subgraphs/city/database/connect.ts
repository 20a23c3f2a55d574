import type { DataSource } from 'typeorm';
import { DatabaseNotReadyError } from './DatabaseNotReadyError';

/** What PgBouncer says to settings that it does not pass on. */
const REFUSED_SETTING = /unsupported startup parameter/i;

/**
 * Connects to the database.
 *
 * @throws DatabaseNotReadyError when a pooler stands between that the settings do not mention; else what the database says
 */
export async function connect(dataSource: DataSource): Promise<void> {
  try {
    await dataSource.initialize();
  } catch (error) {
    if (!REFUSED_SETTING.test((error as Error).message)) throw error;
    throw new DatabaseNotReadyError(
      `The pooler before the database does not take the limits of DATABASE_STATEMENT_TIMEOUT_MS and the like (${(error as Error).message}). If it pools transactions, set DATABASE_TRANSACTION_POOLING=true.`,
    );
  }
}
