/** What a request may still cost who asks: one account for each HTTP request, on what its requester has left. */
export interface Account {
  /** Takes points before the work is done that costs them. Takes nothing, and says so, when not enough are left. */
  charge(points: number): Promise<Excess | undefined>;
  /** Is told that the request was refused before any city was asked. */
  refuse(excess: Excess): void;
}

/** More than is left. */
export interface Excess {
  /** Points in a minute. */
  readonly limit: number;
  /** Of these. */
  readonly left: number;
  /** When all of them are there again, in whole seconds from now. */
  readonly retryAfter: number;
}
