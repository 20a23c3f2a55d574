import { z } from 'zod';

/** 32 bytes as base64url. */
const bytes32 = z.string().regex(/^[\w-]{43}$/, 'must be 32 bytes as base64url');

/** A private Ed25519 key as a JSON Web Key (RFC 8037). `d` is the secret. */
export const privateJwkShape = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: bytes32,
  d: bytes32,
  kid: z.string().min(1).max(200),
  alg: z.literal('EdDSA'),
  use: z.literal('sig'),
});

export type PrivateJwk = z.infer<typeof privateJwkShape>;
