import type { FastifyInstance } from 'fastify';
import { UNGUARDED } from './createRequestGuard';
import type { SigningKeys } from '../../../subgraphs/serving/tokens/SigningKeys';

/** `/.well-known/jwks.json`: the public keys of the moment, as a JWK Set (RFC 7517). Cities keep them for ten minutes. */
export function registerJwksRoute(server: FastifyInstance, keys: () => SigningKeys): void {
  server.get('/.well-known/jwks.json', { config: UNGUARDED }, (_request, reply) =>
    reply
      .type('application/jwk-set+json')
      .header('cache-control', 'public, max-age=60')
      .send(JSON.stringify(keys().published)),
  );
}
