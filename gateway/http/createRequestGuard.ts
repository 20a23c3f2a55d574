import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Count } from '../limits/rate/createCount';
import { createRateLimit } from '../limits/rate/createRateLimit';
import type { LimitsConfig } from '../limits/LimitsConfig';
import type { Excess } from '../limits/rate/Excess';
import type { SignIn } from '../sign-in/createSignIn';
import type { HubViewer } from '../sign-in/HubViewer';
import { ANONYMOUS } from '../sign-in/HubViewer';
import { InvalidTokenError } from '../sign-in/InvalidTokenError';
import { ProviderUnavailableError } from '../sign-in/ProviderUnavailableError';
import { refuse } from './refuse';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Tells which requests of a route the guard lets pass: they are not counted, nor does it matter who asks. */
    readonly isUnguarded?: (request: FastifyRequest) => boolean;
  }
}

/** A server's hook `onRequest`. */
export type RequestGuard = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

export interface RequestGuardOptions {
  readonly signIn: SignIn;
  readonly limits: Pick<LimitsConfig, 'requestsPerMinute' | 'sharedCount'>;
  readonly logger: Logger;
}

const viewers = new WeakMap<FastifyRequest, HubViewer>();
const counts = new WeakMap<FastifyRequest, Count>();

/** Who asks, as the guard found out. */
export function viewerOf(request: FastifyRequest): HubViewer {
  return viewers.get(request) ?? ANONYMOUS;
}

/** For the few routes on whose answer others depend whoever asks too often: probes, and the keys that cities need. */
export const UNGUARDED = { isUnguarded: () => true } as const;

/** Counts a request that the guard let pass once more, for work beyond the first answer; tells when it is one too many. */
export function countAgain(request: FastifyRequest): Promise<Excess | undefined> {
  return counts.get(request)?.(request) ?? Promise.resolve(undefined);
}

/**
 * Makes the guard of a server, through which every request goes, on whatever path, unless its route says otherwise. Before
 * a request's body is read it finds out who asks, and refuses:
 *
 * - with HTTP 429 who asks too often, tokens that are not valid included;
 * - with HTTP 401 and the challenge of RFC 6750 a token that gives no access;
 * - with HTTP 503 when that cannot be told.
 */
export async function createRequestGuard(
  server: FastifyInstance,
  { signIn, limits, logger }: RequestGuardOptions,
): Promise<RequestGuard> {
  const count = await createRateLimit(server, { ...limits, viewerOf, logger });

  return async (request, reply) => {
    if (request.routeOptions.config.isUnguarded?.(request) === true) return;
    counts.set(request, count);
    const failure = await identify(request, signIn);
    const excess = await count(request);
    if (excess) {
      const message = `More than ${excess.limit} requests in a minute. Ask again in ${excess.retryAfter} s.`;
      const headers = { 'retry-after': String(excess.retryAfter) };
      await refuse(reply, { status: 429, message, code: 'RATE_LIMITED', headers });
      return;
    }
    if (failure instanceof InvalidTokenError) {
      const headers = { 'www-authenticate': 'Bearer error="invalid_token"' };
      await refuse(reply, { status: 401, message: failure.message, code: 'UNAUTHENTICATED', headers });
    } else if (failure !== undefined) {
      logger.error({ requestId: request.id, err: failure }, 'who asks cannot be told');
      const headers = { 'retry-after': '5' };
      await refuse(reply, { status: 503, message: failure.message, code: 'SIGN_IN_UNAVAILABLE', headers });
    }
  };
}

/** Why it cannot be told who asks, if so. */
async function identify(
  request: FastifyRequest,
  signIn: SignIn,
): Promise<InvalidTokenError | ProviderUnavailableError | undefined> {
  try {
    viewers.set(request, await signIn(request.headers.authorization));
    return undefined;
  } catch (error) {
    if (error instanceof InvalidTokenError || error instanceof ProviderUnavailableError) return error;
    throw error;
  }
}
