import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import type { PrivateJwk } from './PrivateJwk';
import { privateJwkShape } from './PrivateJwk';
import { SigningKeysError } from './SigningKeysError';

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
