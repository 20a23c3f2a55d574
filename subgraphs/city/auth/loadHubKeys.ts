import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { createRemoteJWKSet, customFetch } from 'jose';
import type { JWTVerifyGetKey } from 'jose';

/** After this time the keys are fetched again, so that one that the hub has withdrawn is no longer trusted. */
const MAX_AGE_MS = 10 * 60_000;
/** An unknown key makes the keys be fetched anew, but no more often than this: anybody can name unknown keys. */
const COOLDOWN_MS = 30_000;
const TIMEOUT_MS = 3_000;

/**
 * The hub's public keys, by the `kid` of a token. A key that is not known yet is looked for anew, so that the hub can
 * change its keys while the city runs.
 *
 * A URL is fetched when the first token comes, for city and hub may start in any order. A file must be there.
 *
 * @param jwks see `Trust`
 */
export async function loadHubKeys(jwks: string): Promise<JWTVerifyGetKey> {
  const options = { cacheMaxAge: MAX_AGE_MS, cooldownDuration: COOLDOWN_MS, timeoutDuration: TIMEOUT_MS };
  if (jwks.includes('://')) {
    return createRemoteJWKSet(new URL(jwks), options);
  }
  const keys = createRemoteJWKSet(pathToFileURL(jwks), {
    ...options,
    [customFetch]: async () => new Response(await readFile(jwks)),
  });
  try {
    await keys.reload();
  } catch (cause) {
    throw new Error(`HUB_JWKS: ${jwks} cannot be read as a JWK Set: ${String(cause)}`, { cause });
  }
  return keys;
}
