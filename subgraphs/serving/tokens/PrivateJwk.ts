import { z } from 'zod';

/** 32 bytes as base64url. */
const bytes32 = z.string().regex(/^[\w-]{43}$/, 'must be 32 bytes as base64url');

/**
 * A private Ed25519 key as a JSON Web Key (RFC 8037). `d` is the secret. What a rotation has to remember stands in members
 * of our own (RFC 7517, section 4).
 */
export const privateJwkShape = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: bytes32,
  d: bytes32,
  kid: z.string().min(1).max(200),
  alg: z.literal('EdDSA'),
  use: z.literal('sig'),
  /** Beside the key that signs: since when this one is published, to sign next. */
  publishedSince: z.iso.datetime().optional(),
  /** Beside the key that signs: when this one signed for the last time. */
  signedUntil: z.iso.datetime().optional(),
});

export type PrivateJwk = z.infer<typeof privateJwkShape>;
