import { importJWK } from 'jose';
import type { JWK } from 'jose';
import type { PrivateJwk } from './PrivateJwk';
import type { SigningKeys } from './SigningKeys';

/** The first key signs; the others are published beside it. */
export async function toSigningKeys([first, ...others]: readonly [PrivateJwk, ...PrivateJwk[]]): Promise<SigningKeys> {
  return {
    kid: first.kid,
    privateKey: await importJWK(first, 'EdDSA'),
    published: { keys: [first, ...others].map(publicPart) },
  };
}

/** Names what is published, so that nothing secret is by mistake. */
function publicPart({ kty, crv, x, kid, alg, use }: PrivateJwk): JWK {
  return { kty, crv, x, kid, alg, use };
}
