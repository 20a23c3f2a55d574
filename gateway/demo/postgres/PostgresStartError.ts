/** PostgreSQL cannot be brought up here; the message says what was tried and what the server said. */
export class PostgresStartError extends Error {
  override readonly name = 'PostgresStartError';
}
