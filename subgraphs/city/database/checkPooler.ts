import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { DatabaseNotReadyError } from './DatabaseNotReadyError';

/** What PgBouncer says to settings that it does not pass on. */
const REFUSED_SETTING = /unsupported startup parameter/i;

const ADVISED: Readonly<Record<string, string>> = {
  statement_timeout: '10s',
  lock_timeout: '5s',
  idle_in_transaction_session_timeout: '30s',
};

/**
 * Connects.
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

/** Warns of limits that the role does not have, where a pooler lets no connection bring its own. */
export async function checkRoleLimits(dataSource: DataSource, logger: Logger): Promise<void> {
  const rows = await dataSource.query<{ name: string; role: string }[]>(
    `SELECT name, quote_ident(current_user) AS role FROM pg_settings WHERE setting = '0' AND name = ANY ($1) ORDER BY name`,
    [Object.keys(ADVISED)],
  );
  if (rows.length === 0) return;
  const statements = rows.map(({ name, role }) => `ALTER ROLE ${role} SET ${name} = '${ADVISED[name] ?? ''}';`);
  logger.warn(
    { statements },
    "the role of DATABASE_URL has no limits of time, and the pooler takes none: as the database's administrator, run these",
  );
}
