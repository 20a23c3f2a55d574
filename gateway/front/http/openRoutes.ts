import type { FastifyInstance } from 'fastify';
import { UNGUARDED } from './createRequestGuard';
import type { SigningKeys } from '../../../subgraphs/serving/tokens/SigningKeys';

/** How far the hub is. `serving` means that the first round of admission and summaries has ended. */
export type Phase = 'starting' | 'serving' | 'draining';

/**
 * `/health/live`: the process answers. `/health/ready`: 200 while it serves, else 503; how many cities are up does not
 * matter, for the hub answers without them. Both tell the phase as JSON.
 */
export function registerHealthRoutes(server: FastifyInstance, phase: () => Phase): void {
  server.get('/health/live', { config: UNGUARDED }, (_request, reply) => reply.send({ phase: phase() }));
  server.get('/health/ready', { config: UNGUARDED }, (_request, reply) => {
    const now = phase();
    return reply.code(now === 'serving' ? 200 : 503).send({ phase: now });
  });
}

/** `/.well-known/jwks.json`: the public keys of the moment, as a JWK Set (RFC 7517). Cities keep them for ten minutes. */
export function registerJwksRoute(server: FastifyInstance, keys: () => SigningKeys): void {
  server.get('/.well-known/jwks.json', { config: UNGUARDED }, (_request, reply) =>
    reply
      .type('application/jwk-set+json')
      .header('cache-control', 'public, max-age=60')
      .send(JSON.stringify(keys().published)),
  );
}
