import { createRemoteJWKSet } from 'jose';
import type { JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

const TIMEOUT_MS = 3_000;

const metadataShape = z.object({ issuer: z.string(), jwks_uri: z.url() });

/**
 * Finds the keys of an OpenID provider when the first token comes, since the hub may start before the provider does.
 * What failed is tried again with the next token. The keys are fetched anew when a token names one that is not known.
 *
 * @param jwksUri where they are; undefined asks the provider (OpenID Connect Discovery 1.0, section 4)
 * @throws ProviderUnavailableError when asked for a key
 */
export function findProviderKeys(issuer: string, jwksUri: string | undefined): JWTVerifyGetKey {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  const find = async (): Promise<JWTVerifyGetKey> => {
    const address = jwksUri ?? (await discover(issuer));
    return createRemoteJWKSet(new URL(address), { timeoutDuration: TIMEOUT_MS });
  };
  return async (header, token) => {
    keys ??= find();
    try {
      return await (
        await keys
      )(header, token);
    } catch (error) {
      if (error instanceof ProviderUnavailableError) keys = undefined;
      throw error;
    }
  };
}

async function discover(issuer: string): Promise<string> {
  try {
    const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
    if (!response.ok) throw new Error(`${address} answered HTTP ${response.status}.`);
    const metadata = metadataShape.parse(await response.json());
    // Section 4.3: another issuer's metadata would let its tokens in.
    if (metadata.issuer !== issuer) throw new Error(`${address} is of another issuer, "${metadata.issuer}".`);
    if (!isFor(issuer, metadata.jwks_uri)) throw new Error(`${address} names keys at an unsafe address.`);
    return metadata.jwks_uri;
  } catch (error) {
    throw new ProviderUnavailableError(error);
  }
}

/** Keys come over TLS, or, where the provider itself runs on this machine without it, from the provider alone. */
function isFor(issuer: string, address: string): boolean {
  const { protocol, origin } = new URL(address);
  return protocol === 'https:' || origin === new URL(issuer).origin;
}

/** Whether a token is valid cannot be told, because the provider's keys are not to be had. */
export class ProviderUnavailableError extends Error {
  override readonly name = 'ProviderUnavailableError';

  constructor(cause: unknown) {
    super('The sign-in service cannot be reached at the moment.', { cause });
  }
}
