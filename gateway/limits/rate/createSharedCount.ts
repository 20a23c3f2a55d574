import { createHmac } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ReplyError } from 'ioredis';
import type { Logger } from 'pino';
import { connectRedis } from './connectRedis';
import { createCount } from './createCount';
import type { Count } from './createCount';
import type { SharedCountConfig } from '../LimitsConfig';
import type { Requester } from './Requester';

export interface SharedCountOptions extends SharedCountConfig {
  readonly requestsPerMinute: number;
  readonly requesterOf: (request: FastifyRequest) => Requester;
  readonly logger: Logger;
}

/** `lost` says when Redis is tried again, on the clock `performance.now()`. */
type State = { readonly phase: 'shared' } | { readonly phase: 'lost'; readonly triedAgainAt: number };

const NAMESPACE = 'hanse:requests:';
const PAUSE_MS = 2_000;

/**
 * Counts requests in Redis, where all hubs that name it count them together. Redis is told pseudonyms alone, and forgets
 * each within a minute. While it cannot be had nothing is counted here, which is logged once, as is its return; it is tried
 * again with one request every two seconds, so that no other waits for it.
 */
export async function createSharedCount(
  server: FastifyInstance,
  { url, secret, requestsPerMinute, requesterOf, logger }: SharedCountOptions,
): Promise<Count> {
  const { host } = new URL(url);
  let state: State = { phase: 'shared' };

  function lose(error: Error): void {
    if (state.phase === 'shared') {
      logger.warn({ redis: host, reason: reasonOf(error) }, 'Redis cannot be had: this hub limits requests by itself');
    }
    state = { phase: 'lost', triedAgainAt: performance.now() + PAUSE_MS };
  }
  function find(): void {
    if (state.phase === 'lost') logger.info({ redis: host }, 'Redis is back: the hubs limit requests together');
    state = { phase: 'shared' };
  }
  function mayTry(): boolean {
    if (state.phase === 'shared') return true;
    if (performance.now() < state.triedAgainAt) return false;
    state = { phase: 'lost', triedAgainAt: performance.now() + PAUSE_MS };
    return true;
  }

  const redis = await connectRedis(url, lose);
  redis.on('ready', () => {
    if (state.phase === 'lost') state = { phase: 'lost', triedAgainAt: 0 };
  });
  const isReady = (): boolean => redis.status === 'ready';
  server.addHook('onClose', () => {
    redis.disconnect();
  });
  const count = await createCount(server, {
    requestsPerMinute,
    keyOf: (request) => keyOf(requesterOf(request), secret),
    redis,
    nameSpace: NAMESPACE,
  });

  return async (request) => {
    if (!isReady() || !mayTry()) return undefined;
    try {
      const excess = await count(request);
      find();
      return excess;
    } catch (error) {
      lose(error as Error);
      // Who did not answer may be gone, whatever the connection says.
      if (!(error instanceof ReplyError) && isReady()) redis.disconnect(true);
      return undefined;
    }
  };
}

/** Of an address a keyed hash: there are so few that a plain one could be undone. */
function keyOf(requester: Requester, secret: string): string {
  if (requester.kind === 'member') return `member:${requester.subject}`;
  const hash = createHmac('sha256', secret).update(`address ${requester.address}`).digest('base64url');
  return `address:${hash}`;
}

/** Nothing else of an error is for the log: it may hold the command, and that the password. */
function reasonOf(error: Error & { readonly code?: string }): string {
  return error.message === '' ? (error.code ?? error.name) : error.message;
}
