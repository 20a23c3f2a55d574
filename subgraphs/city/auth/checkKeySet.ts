import { z } from 'zod';

const setShape = z.object({ keys: z.array(z.looseObject({})) });
/** The hub signs with Ed25519 alone (RFC 8037). */
const publicKeyShape = z.looseObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() });

const EXPECTED = `expected was what the hub has at /.well-known/jwks.json, {"keys": [...]}`;
/** What tells a page of a proxy, or another form of keys. No more of it is shown, since what is broken may be secret. */
const KIND = /^(<[^>]{0,40}>?|-----BEGIN [A-Z ]+-----)/;

/**
 * Tells what is wrong with what should be the hub's public keys, as a JWK Set (RFC 7517, section 5).
 *
 * @throws KeySetError
 */
export function checkKeySet(text: string): void {
  if (text.trim() === '') throw new KeySetError(`it is empty; ${EXPECTED}`);
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    const [kind] = KIND.exec(text.trim()) ?? [];
    const begin = kind === undefined ? '' : `, and begins with ${kind}`;
    throw new KeySetError(`it is no JSON${begin}; ${EXPECTED}`);
  }
  const set = setShape.safeParse(content);
  const keys = set.success ? set.data.keys : [content];
  if (keys.some((key) => typeof key === 'object' && key !== null && 'd' in key)) {
    throw new KeySetError(
      'it holds a private key, with which anybody could ask what the hub may: delete it here, and ask for what "npm run hub -- keys publish <file>" prints of it',
    );
  }
  if (!set.success) throw new KeySetError(`it has no list "keys" of JSON Web Keys; ${EXPECTED}`);
  if (!keys.some((key) => publicKeyShape.safeParse(key).success)) {
    const found = keys.length === 0 ? 'it holds no key' : 'none of its keys is one of Ed25519 (kty OKP, crv Ed25519)';
    throw new KeySetError(`${found}; ${EXPECTED}`);
  }
}

/** Refuses an answer that holds no keys, in words for whoever set its address. */
export async function readKeySet(response: Response): Promise<string> {
  if (response.status !== 200) {
    const location = response.headers.get('location');
    const whereto = location === null ? '' : ` that leads to ${location}, which is not followed`;
    throw new KeySetError(`its address answered HTTP ${response.status}${whereto}; ${EXPECTED}`);
  }
  return await response.text();
}

/** There is something, but it is not the hub's public keys. The message says what is wrong, and nothing secret. */
export class KeySetError extends Error {
  override readonly name = 'KeySetError';
}
