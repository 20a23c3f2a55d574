/** A city's server did not answer a request: no connection, or no complete answer in time. */
export class NoReplyError extends Error {
  override readonly name = 'NoReplyError';
}
