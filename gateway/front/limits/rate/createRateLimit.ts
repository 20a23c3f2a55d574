import type { FastifyInstance, FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import type { Logger } from 'pino';
import type { HubViewer } from '../../sign-in/HubViewer';
import type { LimitsConfig } from '../LimitsConfig';
import { createLocalCount } from './createLocalCount';
import { createSharedCount } from './createSharedCount';
import type { Requester, SharedCount } from './createSharedCount';
import { RequestAccount } from './RequestAccount';

export interface RateLimitOptions extends Pick<LimitsConfig, 'requestsPerMinute' | 'sharedCount'> {
  /** Is told of points that were taken, or refused. */
  readonly onCharge?: (points: number, isPaid: boolean) => void;
  /** Is given what tells whether the count that hubs share cannot be had, where there is one. */
  readonly onSharedCount?: (count: Pick<SharedCount, 'isLost'>) => void;
  readonly logger: Logger;
}

/** Opens the account of a request. Undefined where there is no limit. */
type OpenAccount = (request: FastifyRequest, viewer: HubViewer) => RequestAccount | undefined;

/**
 * Counts the points of one viewer, or of one address where nobody signed in; of IPv6 a whole /64, which is what a
 * subscriber has. The hub always counts for itself, and asks Redis, where there is one, about those that it would let pass:
 * so the limit holds for this hub at least, whatever happens to Redis.
 */
export async function createRateLimit(
  server: FastifyInstance,
  { requestsPerMinute: limit, sharedCount, onCharge = () => undefined, onSharedCount, logger }: RateLimitOptions,
): Promise<OpenAccount> {
  if (limit === 0) return () => undefined;
  const takeHere = createLocalCount(limit);
  const together = sharedCount && (await createSharedCount(server, { ...sharedCount, limit, logger }));
  if (together !== undefined) onSharedCount?.(together);

  return (request, viewer) => {
    const requester = requesterOf(request, viewer);
    const key = keyOf(requester);
    const take = async (points: number) => {
      const here = takeHere(key, points);
      const standing = here.isPaid ? await together?.take(requester, points) : undefined;
      return standing ?? here;
    };
    return new RequestAccount(limit, take, onCharge);
  };
}

export function requesterOf({ ip }: FastifyRequest, viewer: HubViewer): Requester {
  return viewer.anonymous ? { kind: 'address', address: addressOf(ip) } : { kind: 'member', subject: viewer.subject };
}

/** By which it is told from all others. */
export function keyOf(requester: Requester): string {
  return requester.kind === 'member' ? `member ${requester.subject}` : requester.address;
}

/** A subscriber has a whole /64 of IPv6. */
const SUBSCRIBER_PARTS = 4;

/** The address under which requests are counted: of IPv6 the network of a subscriber, who has all addresses in it. */
function addressOf(ip: string): string {
  const address = ipaddr.process(ip);
  if (!(address instanceof ipaddr.IPv6)) return address.toString();
  return `${address.parts
    .slice(0, SUBSCRIBER_PARTS)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}
