import { createPrivateKey } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { CryptoKey, JSONWebKeySet, JWK } from 'jose';
import { z } from 'zod';

/** What the hub signs its calls with, and what it publishes so that cities can check them. */
export interface SigningKeys {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  /** Public parts alone: of the key that signs, and of those that have signed or will sign. */
  readonly published: JSONWebKeySet;
}

/** 32 bytes as base64url. */
const bytes32 = z.string().regex(/^[\w-]{43}$/, 'must be 32 bytes as base64url');

/**
 * A private Ed25519 key as a JSON Web Key (RFC 8037). `d` is the secret. What a rotation has to remember stands in members
 * of our own (RFC 7517, section 4).
 */
const privateJwkShape = z.object({
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

/** As a hub publishes its keys. */
const publicShape = z.object({
  keys: z.array(z.object({ kty: z.string(), x: z.string(), d: z.undefined().optional() })).min(1),
});
const setShape = z.object({ keys: z.array(privateJwkShape).min(1) });

/**
 * Reads a file of private keys: one JSON Web Key, or a set of them, of which the first signs.
 *
 * @throws SigningKeysError
 */
export function parseSigningKeys(text: string, file: string): readonly [PrivateJwk, ...PrivateJwk[]] {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new SigningKeysError(file, 'it is not JSON.');
  }
  const isSet = typeof content === 'object' && content !== null && 'keys' in content;
  const parsed = setShape.safeParse(isSet ? content : { keys: [content] });
  if (publicShape.safeParse(isSet ? content : { keys: [content] }).success) {
    throw new SigningKeysError(
      file,
      'it holds public keys, and what is needed are the private ones of "keys generate".',
    );
  }
  if (!parsed.success) throw new SigningKeysError(file, `it holds no Ed25519 signing key. ${describe(parsed.error)}`);
  const { keys } = parsed.data;
  if (new Set(keys.map(({ kid }) => kid)).size < keys.length) {
    throw new SigningKeysError(file, 'two of its keys have the same kid.');
  }
  const odd = keys.find((key) => publicPartOf(key) !== key.x);
  if (odd) throw new SigningKeysError(file, `the public part x of the key ${odd.kid} does not belong to its d.`);
  const [first, ...others] = keys;
  if (!first) throw new SigningKeysError(file, 'it holds no key.');
  return [first, ...others];
}

/** Where it is wrong, and what was expected there; never what stands there. */
function describe({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${path.slice(2).join('.') || 'It'}: ${message}.`).join(' ');
}

/** Node reads the secret part alone, and makes the public one of it. */
function publicPartOf(key: PrivateJwk): unknown {
  return createPrivateKey({ key: { ...key }, format: 'jwk' }).export({ format: 'jwk' }).x;
}

/** A file does not hold keys that the hub can sign with. The message names the file and says nothing of what is in it. */
export class SigningKeysError extends Error {
  override readonly name = 'SigningKeysError';

  constructor(file: string, problem: string) {
    super(`${file}: ${problem}`);
  }
}

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

/** Makes a new key, whose `kid` is its thumbprint (RFC 7638). */
export async function generatePrivateJwk(): Promise<PrivateJwk> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const jwk = await exportJWK(privateKey);
  return privateJwkShape.parse({ ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'EdDSA', use: 'sig' });
}
