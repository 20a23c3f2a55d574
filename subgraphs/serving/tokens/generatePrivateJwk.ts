import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import type { PrivateJwk } from './PrivateJwk';
import { privateJwkShape } from './PrivateJwk';

/** Makes a new key, whose `kid` is its thumbprint (RFC 7638). */
export async function generatePrivateJwk(): Promise<PrivateJwk> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const jwk = await exportJWK(privateKey);
  return privateJwkShape.parse({ ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'EdDSA', use: 'sig' });
}
