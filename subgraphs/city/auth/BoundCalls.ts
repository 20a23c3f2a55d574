import { InvalidTokenError } from './createTokenVerifier';
import type { Binding } from './createTokenVerifier';

/** Names that are remembered at a time; a token lives for a minute and a half at most, with clocks that differ. */
const MAX_REMEMBERED = 100_000;

/** The bound calls that this process has taken, so that it takes each of them once. */
export class BoundCalls {
  /** By the names of their tokens until when these could come again, the oldest first. */
  readonly #taken = new Map<string, number>();

  constructor(private readonly most = MAX_REMEMBERED) {}

  /**
   * Takes a call, if its body is the one that its token was signed for and it did not come before.
   *
   * @param body SHA-256 of what came, as base64url
   * @throws InvalidTokenError
   * @throws TooManyCallsError when no more can be remembered: to forget one early would be to take it twice
   */
  take({ body: signed, jti, expiresAt }: Binding, body: string): void {
    if (body !== signed) throw new InvalidTokenError('The body is not the one that the token was signed for.');
    const now = Date.now();
    for (const [known, until] of this.#taken) {
      if (until > now) break;
      this.#taken.delete(known);
    }
    if (this.#taken.has(jti)) throw new InvalidTokenError('The token was used before.');
    if (this.#taken.size >= this.most) throw new TooManyCallsError();
    this.#taken.set(jti, expiresAt);
  }
}

/** More bound calls came within a minute than can be remembered, and so told from those that come again. */
export class TooManyCallsError extends Error {
  constructor() {
    super('Too many calls within a minute.');
    this.name = 'TooManyCallsError';
  }
}
