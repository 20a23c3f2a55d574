/** There are as many to be written already as the hub has room for. */
export class NoRoomError extends Error {
  override readonly name = 'NoRoomError';

  /** @param retryAfter in seconds */
  constructor(readonly retryAfter: number) {
    super(`The hub has no room for one more to be written; there may be some in ${retryAfter} seconds.`);
  }
}
