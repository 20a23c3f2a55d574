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
};
