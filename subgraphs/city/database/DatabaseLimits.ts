import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';

/** What one process may ask of the database at once, and for how long. Times are in milliseconds; 0 is no limit. */
export interface DatabaseLimits {
  /** Connections that are open at most. A question that finds none free waits for one, for five seconds at most. */
  readonly poolSize: number;
  /** For one statement. */
  readonly statementTimeoutMs: number;
  /** For a lock that another session holds. */
  readonly lockTimeoutMs: number;
  /** For a transaction in which nothing is asked; the server then ends the session. */
  readonly idleInTransactionTimeoutMs: number;
  /**
   * A pooler stands between that gives a session to one transaction at a time, such as PgBouncer's mode `transaction`. It
   * takes no limits with a connection, so that those of the role hold, and statements cannot be prepared.
   */
  readonly isTransactionPooled?: boolean;
  /**
   * Whether the server may take further processes for one statement. One that is to answer many is not held up by one
   * question that way, and the processes beside cost more together than one alone.
   */
  readonly isParallel?: boolean;
}

/** For answering the hub, which waits for seconds at most: what takes longer is asked in vain. */
export const servingLimits: DatabaseLimits = {
  poolSize: 10,
  statementTimeoutMs: 10_000,
  lockTimeoutMs: 5_000,
  idleInTransactionTimeoutMs: 30_000,
};

/** For the work of the city's operators: an import or a migration takes as long as it takes. */
export const operatingLimits: DatabaseLimits = {
  poolSize: 10,
  statementTimeoutMs: 0,
  lockTimeoutMs: 0,
  idleInTransactionTimeoutMs: 0,
  isParallel: true,
};

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
