import fastifyRateLimit from '@fastify/rate-limit';
import type { RateLimitPluginOptions } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Excess } from './Excess';

/** Counts a request, and tells when it is one too many. */
export type Count = (request: FastifyRequest) => Promise<Excess | undefined>;

export interface CountOptions extends Pick<RateLimitPluginOptions, 'cache' | 'redis' | 'nameSpace'> {
  readonly requestsPerMinute: number;
  /** Requests with the same key are counted together. */
  readonly keyOf: (request: FastifyRequest) => string;
}

const MINUTE_MS = 60_000;

/** A count of its own, whatever else of the server counts. Rejects where the store fails. */
export async function createCount(
  server: FastifyInstance,
  { requestsPerMinute, keyOf, ...store }: CountOptions,
): Promise<Count> {
  let count!: ReturnType<FastifyInstance['createRateLimit']>;
  // The plugin has one store for each scope.
  await server.register(async (scope) => {
    await scope.register(fastifyRateLimit, {
      ...store,
      global: false,
      max: requestsPerMinute,
      timeWindow: MINUTE_MS,
      keyGenerator: keyOf,
    });
    count = scope.createRateLimit();
  });
  return async (request) => {
    const counted = await count(request);
    if (counted.isAllowed || !counted.isExceeded) return undefined;
    return { limit: counted.max, retryAfter: counted.ttlInSeconds };
  };
}
