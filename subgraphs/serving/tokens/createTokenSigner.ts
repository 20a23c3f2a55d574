import { createHash } from 'node:crypto';
import { SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Viewer } from '../../contract/tokens';
import { randomDigits } from '../randomDigits';
import { BODY_HASH, TOKEN_ALGORITHM, TOKEN_LIFE_S, TOKEN_TYPE } from '../../contract/tokens';
import type { SigningKeys } from './SigningKeys';

/**
 * Makes the token of a call: for one city, on behalf of one viewer. With a body, it is bound to that, and stands for one
 * attempt: a city takes it once.
 */
export type SignCall = (cityId: string, viewer: Viewer, body?: Uint8Array) => Promise<string>;

/** So long it is used: what is left must do for a call under way and for clocks that differ. */
const USED_FOR_MS = 30_000;
const MAX_CACHED = 20_000;

/** What tokens call those for whom they stand. */
export interface TokenNames {
  /** The hub itself. */
  readonly issuer: string;
  /** Under which name a city knows the subject of a viewer. */
  readonly nameAt: (cityId: string, subject: string) => string;
}

interface CachedToken {
  readonly token: Promise<string>;
  readonly signedAt: number;
}

/**
 * Signs calls with EdDSA. A token serves every call to the same city for the same viewer until half of its life is over,
 * so that a busy hub signs seldom; one that is bound to a body serves a single attempt. Once the keys change, none of the old
 * key is used any more: it may have been withdrawn.
 *
 * @param currentKeys looked up at each call
 * @param now in milliseconds since 1970
 */
export function createTokenSigner(
  currentKeys: () => SigningKeys,
  { issuer, nameAt }: TokenNames,
  now: () => number = Date.now,
): SignCall {
  let keys = currentKeys();
  /** By city and viewer. */
  const cache = new LRUCache<string, CachedToken>({ max: MAX_CACHED });

  function sign(cityId: string, viewer: Viewer, at: number, body?: Uint8Array): Promise<string> {
    const iat = Math.floor(at / 1_000);
    return new SignJWT({ viewer: claimOf(viewer, cityId), ...(body && bindingTo(body)) })
      .setProtectedHeader({ alg: TOKEN_ALGORITHM, kid: keys.kid, typ: TOKEN_TYPE })
      .setIssuer(issuer)
      .setAudience(cityId)
      .setIssuedAt(iat)
      .setExpirationTime(iat + TOKEN_LIFE_S)
      .sign(keys.privateKey);
  }

  /** Names what a city is told, so that nothing else that the hub may know of a viewer goes along. */
  function claimOf(viewer: Viewer, cityId: string): Viewer {
    if (viewer.anonymous) return { anonymous: true };
    return { anonymous: false, organisation: viewer.organisation, subject: nameAt(cityId, viewer.subject) };
  }

  return (cityId, viewer, body) => {
    if (keys !== currentKeys()) {
      keys = currentKeys();
      cache.clear();
    }
    const at = now();
    if (body !== undefined) return sign(cityId, viewer, at, body);
    const key = cacheKey(cityId, viewer);
    const cached = cache.get(key);
    if (cached && isFresh(cached.signedAt, at)) return cached.token;
    const token = sign(cityId, viewer, at);
    cache.set(key, { token, signedAt: at });
    return token;
  };
}

/** The claims that bind a token to one attempt of a call. */
function bindingTo(body: Uint8Array): { readonly body: string; readonly jti: string } {
  return { body: createHash(BODY_HASH).update(body).digest('base64url'), jti: randomDigits(32) };
}

/** A clock that was set back makes a token that is not valid yet. */
function isFresh(signedAt: number, at: number): boolean {
  return at >= signedAt && at - signedAt < USED_FOR_MS;
}

function cacheKey(cityId: string, viewer: Viewer): string {
  return viewer.anonymous ? cityId : JSON.stringify([cityId, viewer.organisation, viewer.subject]);
}
