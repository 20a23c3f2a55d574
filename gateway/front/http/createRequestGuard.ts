import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { createRateLimit, keyOf, requesterOf } from '../limits/rate/createRateLimit';
import type { RateLimitOptions } from '../limits/rate/createRateLimit';
import { rateLimitFields } from '../limits/rate/RequestAccount';
import type { RequestAccount } from '../limits/rate/RequestAccount';
import type { LimitsConfig } from '../limits/LimitsConfig';
import type { Excess } from '../../../subgraphs/search/cost/Account';
import type { SignIn } from '../sign-in/createSignIn';
import { ANONYMOUS } from '../sign-in/HubViewer';
import type { HubViewer } from '../sign-in/HubViewer';
import { ProviderUnavailableError } from '../sign-in/findProviderKeys';
import { InvalidTokenError } from '../sign-in/readMember';
import { readSession } from '../sign-in/sessionOfRequest';
import { SESSION_COOKIE, takeAway } from '../sign-in/Sessions';
import type { Sessions, SessionState } from '../sign-in/Sessions';
import { originOf } from './originOf';
import { refuse } from './refuse';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Tells which requests of a route the guard lets pass: they are not counted, nor does it matter who asks. */
    readonly isUnguarded?: (request: FastifyRequest) => boolean;
    /** The path that says who gives tokens for a route (RFC 9728), of which a client without a good one is told. */
    readonly resourceMetadata?: string;
  }
}

/** A server's hook `onRequest`. */
export type RequestGuard = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

export interface RequestGuardOptions {
  readonly signIn: SignIn;
  /** Of people on the pages. Undefined where nobody can sign in there. */
  readonly sessions?: Sessions | undefined;
  readonly limits: Pick<LimitsConfig, 'requestsPerMinute' | 'sharedCount'>;
  readonly watch?: Pick<RateLimitOptions, 'onCharge' | 'onSharedCount'> | undefined;
  readonly logger: Logger;
}

const viewers = new WeakMap<FastifyRequest, HubViewer>();
const accounts = new WeakMap<FastifyRequest, RequestAccount>();

/** Who asks, as the guard found out. */
export function viewerOf(request: FastifyRequest): HubViewer {
  return viewers.get(request) ?? ANONYMOUS;
}

/** By which whoever asks is told from all others, as requests are counted. */
export function askerOf(request: FastifyRequest): string {
  return keyOf(requesterOf(request, viewerOf(request)));
}

/** What pays for a request. Undefined where there is no limit. */
export function accountOf(request: FastifyRequest): RequestAccount | undefined {
  return accounts.get(request);
}

/** For the few routes on whose answer others depend whoever asks too often: probes, and the keys that cities need. */
export const UNGUARDED = { isUnguarded: () => true } as const;

/** Has a request that the guard let pass pay for further work, beyond its first answer; tells when too little is left. */
export function payAgain(request: FastifyRequest): Promise<Excess | undefined> {
  return accountOf(request)?.payAhead() ?? Promise.resolve(undefined);
}

/**
 * Makes the guard of a server, through which every request goes, on whatever path, unless its route says otherwise. Before
 * a request's body is read it finds out who asks, and refuses:
 *
 * - with HTTP 429 who asks too often, tokens that are not valid included;
 * - with HTTP 401 and the challenge of RFC 6750 a token that gives no access;
 * - with HTTP 503 when that cannot be told.
 *
 * Every answer tells its requester how much is left, and one that was refused for that on its way has HTTP 429 too, whoever
 * made it.
 */
export async function createRequestGuard(
  server: FastifyInstance,
  { signIn, sessions, limits, watch, logger }: RequestGuardOptions,
): Promise<RequestGuard> {
  const openAccount = await createRateLimit(server, { ...limits, ...watch, logger });
  server.addHook('onSend', (request, reply, payload, done) => {
    const account = accountOf(request);
    if (account !== undefined) void reply.headers(rateLimitFields(account));
    if (account?.excess !== undefined) void reply.code(429).header('retry-after', account.excess.retryAfter);
    done(null, payload);
  });

  return async (request, reply) => {
    if (request.routeOptions.config.isUnguarded?.(request) === true) return;
    const read = sessions && readSession(request, sessions);
    // Told once: the next request is a stranger's.
    if (read?.state === 'ended') void reply.header('set-cookie', takeAway(SESSION_COOKIE));
    if (read?.state === 'open') viewers.set(request, read.session.member);
    const failure =
      read?.state === 'open' ? undefined : (endedFile(request, read) ?? (await identify(request, signIn)));
    const account = openAccount(request, viewerOf(request));
    if (account !== undefined) accounts.set(request, account);
    const excess = await account?.enter();
    if (excess !== undefined) {
      const message = `More than ${excess.limit} points in a minute. Ask again in ${excess.retryAfter} s.`;
      const headers = { 'retry-after': String(excess.retryAfter) };
      await refuse(reply, { status: 429, message, code: 'RATE_LIMITED', headers });
      return;
    }
    if (failure instanceof InvalidTokenError) {
      const { resourceMetadata } = request.routeOptions.config;
      const where =
        resourceMetadata === undefined ? '' : `, resource_metadata="${originOf(request)}${resourceMetadata}"`;
      const headers = { 'www-authenticate': `Bearer error="invalid_token"${where}` };
      await refuse(reply, { status: 401, message: failure.message, code: 'UNAUTHENTICATED', headers });
    } else if (failure !== undefined) {
      logger.error({ requestId: request.id, err: failure }, 'who asks cannot be told');
      const headers = { 'retry-after': '5' };
      await refuse(reply, { status: 503, message: failure.message, code: 'SIGN_IN_UNAVAILABLE', headers });
    }
  };
}

/** A file that has less in it than the page from which it was asked does not say so; a page does. */
function endedFile({ routeOptions }: FastifyRequest, read: SessionState | undefined): InvalidTokenError | undefined {
  if (read?.state !== 'ended' || routeOptions.config.session !== 'same-origin') return undefined;
  return new InvalidTokenError('Your session has ended. Sign in again, or ask once more for what is for everybody.');
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
