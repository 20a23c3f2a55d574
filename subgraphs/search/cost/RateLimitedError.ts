import { GraphQLError } from 'graphql';
import type { Excess } from './Account';

/** The request costs more than its requester has left. Nothing of what it names was done. */
export class RateLimitedError extends GraphQLError {
  constructor(points: number, { limit, left, retryAfter }: Excess) {
    super(
      `This query costs ${points} points, and ${left} of ${limit} are left in this minute. Ask again in ${retryAfter} s.`,
      { extensions: { code: 'RATE_LIMITED' } },
    );
    this.name = 'RateLimitedError';
  }
}
