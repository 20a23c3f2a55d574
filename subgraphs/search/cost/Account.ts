import { GraphQLError } from 'graphql';

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

/** The request costs more than its requester has left. Nothing of what it names was done. */
export class RateLimitedError extends GraphQLError {
  constructor(points: number, { limit, left, retryAfter }: Excess) {
    super(
      `This query costs ${points} points, and ${left} of ${limit} are left in this minute. Ask again in ${retryAfter} s.`,
      { extensions: { code: 'RATE_LIMITED', retryAfter } },
    );
    this.name = 'RateLimitedError';
  }
}

/** A client's request would cost more than the hub's operator allows. Nothing of what it names was done. */
export class TooCostlyError extends GraphQLError {
  constructor(cost: number, limit: number) {
    super(
      `This query costs ${cost}, and the limit is ${limit}: these are points, one for 5 ms that the hub or a city has to ` +
        'work. Ask for fewer things at once, for smaller pages, or of fewer cities.',
      { extensions: { code: 'TOO_COSTLY' } },
    );
    this.name = 'TooCostlyError';
  }
}
