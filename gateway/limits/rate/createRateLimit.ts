import { normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { HubViewer } from '../../sign-in/HubViewer';
import { createCount } from './createCount';
import type { Count } from './createCount';
import { createSharedCount } from './createSharedCount';
import type { LimitsConfig } from '../LimitsConfig';
import type { Requester } from './Requester';

export interface RateLimitOptions extends Pick<LimitsConfig, 'requestsPerMinute' | 'sharedCount'> {
  readonly viewerOf: (request: FastifyRequest) => HubViewer;
  readonly logger: Logger;
}

/** Of a minute, whoever asks once: the least recent goes first. */
const MAX_REMEMBERED = 20_000;

/**
 * Counts the requests of one viewer, or of one address where nobody signed in; of IPv6 a whole /64, which is what a
 * subscriber has. The hub always counts for itself, and asks Redis, where there is one, about those that it would let pass:
 * so the limit holds for this hub at least, whatever happens to Redis.
 */
export async function createRateLimit(
  server: FastifyInstance,
  { requestsPerMinute, sharedCount, viewerOf, logger }: RateLimitOptions,
): Promise<Count> {
  if (requestsPerMinute === 0) return () => Promise.resolve(undefined);
  const requesterOf = (request: FastifyRequest): Requester => {
    const viewer = viewerOf(request);
    if (!viewer.anonymous) return { kind: 'member', subject: viewer.subject };
    return { kind: 'address', address: normalizeIP(request.ip) };
  };
  const countHere = await createCount(server, {
    requestsPerMinute,
    keyOf: (request) => {
      const requester = requesterOf(request);
      return requester.kind === 'member' ? `member ${requester.subject}` : requester.address;
    },
    cache: MAX_REMEMBERED,
  });
  if (sharedCount === undefined) return countHere;
  const countTogether = await createSharedCount(server, { ...sharedCount, requestsPerMinute, requesterOf, logger });
  return async (request) => (await countHere(request)) ?? (await countTogether(request));
}
