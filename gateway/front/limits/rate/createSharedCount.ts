import { createHmac } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { Redis, ReplyError } from 'ioredis';
import type { Logger } from 'pino';
import { MINUTE_MS } from './createLocalCount';
import type { Standing } from './createLocalCount';
import type { SharedCountConfig } from '../LimitsConfig';

interface SharedCountOptions extends SharedCountConfig {
  /** Points in a minute. */
  readonly limit: number;
  readonly logger: Logger;
}

/** Where all hubs count together. */
export interface SharedCount {
  /** Takes points. Undefined while nobody can count there. */
  take(requester: Requester, points: number): Promise<Standing | undefined>;
  /** Whether Redis cannot be had at this moment, as far as that is known. */
  isLost(): boolean;
}

/** `lost` says when Redis is tried again, on the clock `performance.now()`. */
type State = { readonly phase: 'shared' } | { readonly phase: 'lost'; readonly triedAgainAt: number };

const NAMESPACE = 'hanse:requests:';
const PAUSE_MS = 2_000;

/** In one step, so that two hubs cannot both take the last points. Gives whether it is paid, what is spent, and the time left. */
const TAKE_POINTS = `
  local spent = tonumber(redis.call('GET', KEYS[1]) or '0')
  local left = redis.call('PTTL', KEYS[1])
  local paid = spent + tonumber(ARGV[1]) <= tonumber(ARGV[2])
  if paid then spent = redis.call('INCRBY', KEYS[1], ARGV[1]) end
  if left < 0 then
    left = tonumber(ARGV[3])
    redis.call('PEXPIRE', KEYS[1], left)
  end
  return { paid and 1 or 0, spent, left }`;

interface RedisWithPoints extends Redis {
  takePoints(key: string, points: number, limit: number, minuteMs: number): Promise<[number, number, number]>;
}

/**
 * Counts points in Redis, where all hubs that name it count them together. Redis is told pseudonyms alone, and forgets
 * each within a minute. While it cannot be had nothing is counted here, which is logged once, as is its return; it is tried
 * again with one request every two seconds, so that no other waits for it.
 */
export async function createSharedCount(
  server: FastifyInstance,
  { url, secret, limit, logger }: SharedCountOptions,
): Promise<SharedCount> {
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
  redis.defineCommand('takePoints', { numberOfKeys: 1, lua: TAKE_POINTS });
  const take = async (key: string, points: number): Promise<Standing> => {
    const [isPaid, spent, resetMs] = await (redis as RedisWithPoints).takePoints(key, points, limit, MINUTE_MS);
    return { isPaid: isPaid === 1, left: Math.max(0, limit - spent), resetMs };
  };

  const takeFor = async (requester: Requester, points: number): Promise<Standing | undefined> => {
    if (!isReady() || !mayTry()) return undefined;
    try {
      const standing = await take(NAMESPACE + keyOf(requester, secret), points);
      find();
      return standing;
    } catch (error) {
      lose(error as Error);
      // Who did not answer may be gone, whatever the connection says.
      if (!(error instanceof ReplyError) && isReady()) redis.disconnect(true);
      return undefined;
    }
  };
  return {
    take: takeFor,
    // With a new connection the next request tells whether it counts again; where nobody asks, nothing is missing.
    isLost: () => !isReady() || (state.phase === 'lost' && state.triedAgainAt > 0),
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

/** Whose requests are counted: a member's by its pseudonym, else those of an address. */
export type Requester =
  { readonly kind: 'member'; readonly subject: string } | { readonly kind: 'address'; readonly address: string };

/** For a connection, and for an answer. Who waits for it waits for the hub's answer. */
const CONNECT_MS = 2_000;
const COMMAND_MS = 500;
/** For a connection to end in good order. */
const DISCONNECT_MS = 250;
const MAX_RETRY_MS = 2_000;

/**
 * A client that never holds anybody up: without a connection a command fails at once, else after half a second,
 * and none is sent again. It connects again by itself, for as long as it is not disconnected.
 *
 * Resolves once it is connected, or the first attempt has failed. Its errors are `error` events; those of commands may
 * hold the password (`command.args`), so that nothing but their message is for a log.
 */
async function connectRedis(url: string, onError: (error: Error) => void): Promise<Redis> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    commandTimeout: COMMAND_MS,
    disconnectTimeout: DISCONNECT_MS,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    disableClientInfo: true,
    retryStrategy: (attempt) => Math.min(100 * attempt, MAX_RETRY_MS),
  });
  redis.on('error', onError);
  // It is told of as an event, too.
  await redis.connect().catch(() => undefined);
  return redis;
}
