import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { DatabaseLimits } from './DatabaseLimits';

/**
 * Warns of limits of time that the role does not have, where a pooler lets no connection bring its own. What they are to be
 * is what a connection would bring.
 */
export async function checkRoleLimits(dataSource: DataSource, limits: DatabaseLimits, logger: Logger): Promise<void> {
  const wanted: Readonly<Record<string, number>> = {
    idle_in_transaction_session_timeout: limits.idleInTransactionTimeoutMs,
    lock_timeout: limits.lockTimeoutMs,
    statement_timeout: limits.statementTimeoutMs,
  };
  const unlimited = await dataSource.query<{ name: string; role: string }[]>(
    `SELECT name, quote_ident(current_user) AS role FROM pg_settings WHERE setting = '0' AND name = ANY ($1) ORDER BY name`,
    [Object.keys(wanted).filter((name) => wanted[name] !== 0)],
  );
  if (unlimited.length === 0) return;
  logger.warn(
    { statements: unlimited.map(({ name, role }) => `ALTER ROLE ${role} SET ${name} = '${wanted[name] ?? 0}ms';`) },
    "the role of DATABASE_URL has no limits of time, and the pooler takes none: as the database's administrator, run these",
  );
}
