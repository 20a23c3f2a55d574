/** A connection ended before any of the answer came over it. */
export class ConnectionLostError extends Error {
  override readonly name = 'ConnectionLostError';

  constructor(cause: Error) {
    super('The connection ended before the answer.', { cause });
  }
}
