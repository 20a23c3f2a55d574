import { MINUTE_MS } from './createPurses';
import type { RequestAccount } from './RequestAccount';
import { secondsOf } from './RequestAccount';

/** What pages of other origins may read of an answer's head. */
export const RATE_LIMIT_FIELDS = ['RateLimit', 'RateLimit-Policy'] as const;

/**
 * How a requester stands, for its client, as structured fields (RFC 9651) of draft-ietf-httpapi-ratelimit-headers-11. The
 * unit of the quota is left out: the draft registers none for points.
 */
export function rateLimitFields(account: RequestAccount): Readonly<Record<string, string>> {
  const { limit, standing } = account;
  const policy = `"points";q=${limit};w=${MINUTE_MS / 1_000}`;
  if (standing === undefined) return { 'RateLimit-Policy': policy };
  return { RateLimit: `"points";r=${standing.left};t=${secondsOf(standing)}`, 'RateLimit-Policy': policy };
}
