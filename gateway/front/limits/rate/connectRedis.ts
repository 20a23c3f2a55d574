import { Redis } from 'ioredis';

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
export async function connectRedis(url: string, onError: (error: Error) => void): Promise<Redis> {
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
