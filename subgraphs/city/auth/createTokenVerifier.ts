import { errors, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import { z } from 'zod';
import { TOKEN_ALGORITHM, TOKEN_LIFE_S, TOKEN_TYPE } from '../../contract/tokens';
import type { Viewer } from '../../contract/tokens';
import { isTokenError } from '../../serving/tokens/isTokenError';
import { KeysUnavailableError } from './HubKeys';
import type { HubKeys } from './HubKeys';

/** What a token says. */
interface VerifiedToken {
  /** For whom the hub asks. */
  readonly viewer: Viewer;
  /** Null where the token stands for any call of its minute. */
  readonly binding: Binding | null;
}

/** @throws InvalidTokenError, KeysUnavailableError */
export type VerifyToken = (token: string) => Promise<VerifiedToken>;

/** By how many seconds the hub's clock and the city's may differ. */
const CLOCK_SKEW = 30;
/** A token has about 400 characters; a name in it may have more than most. */
const MAX_LENGTH = 4_096;
/** Tokens that were found valid and have not expired. The hub uses one for half a minute. */
const MAX_REMEMBERED = 10_000;

/** PostgreSQL knows no U+0000 in a text, and this goes into the disclosure log. */
const name = z
  .string()
  .min(1)
  .max(200)
  .refine((value) => !value.includes('\0'));

const viewerShape = z.discriminatedUnion('anonymous', [
  z.object({ anonymous: z.literal(true) }),
  z.object({ anonymous: z.literal(false), organisation: name, subject: name }),
]);

const bindingShape = z.object({ body: z.string().regex(/^[\w-]{43}$/), jti: z.string().min(16).max(100) });

/**
 * Makes the check of the hub's tokens: JWTs after RFC 7519, signed with EdDSA and nothing else (RFC 8725, 3.1), for this
 * city alone, and no older than a minute.
 */
export function createTokenVerifier(keys: HubKeys, cityId: string): VerifyToken {
  const { jwks, issuer } = keys.trust;
  /** By token, the oldest first: a signature costs more to check than the rest of a small request. */
  const valid = new Map<string, { readonly verified: VerifiedToken; readonly expiresAt: number }>();

  async function readPayload(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, keys.find, {
        algorithms: [TOKEN_ALGORITHM],
        typ: TOKEN_TYPE,
        issuer,
        audience: cityId,
        requiredClaims: ['exp', 'iat'],
        maxTokenAge: TOKEN_LIFE_S,
        clockTolerance: CLOCK_SKEW,
      });
      return payload;
    } catch (error) {
      if (isTokenError(error)) throw new InvalidTokenError(describe(error));
      throw error instanceof KeysUnavailableError ? error : new KeysUnavailableError(jwks, error);
    }
  }

  function remember(token: string, verified: VerifiedToken, expiresAt: number): void {
    for (const [known, { expiresAt: end }] of valid) {
      if (end > Date.now() && valid.size < MAX_REMEMBERED) break;
      valid.delete(known);
    }
    valid.set(token, { verified, expiresAt });
  }

  return async (token) => {
    const known = valid.get(token);
    if (known !== undefined && Date.now() < known.expiresAt) return known.verified;
    if (token.length > MAX_LENGTH) throw new InvalidTokenError('The token is too long.');
    const { aud, iat = 0, exp = Infinity, viewer, body, jti } = await readPayload(token);
    // A token for several could be passed on by one of them.
    if (aud !== cityId) throw new InvalidTokenError('The token is not for this city alone.');
    if (exp - iat > TOKEN_LIFE_S) throw new InvalidTokenError(`The token lives longer than ${TOKEN_LIFE_S} seconds.`);
    const parsed = viewerShape.safeParse(viewer);
    if (!parsed.success) throw new InvalidTokenError('The token does not say who the viewer is.');
    if (body !== undefined) {
      const binding = bindingShape.safeParse({ body, jti });
      if (!binding.success) throw new InvalidTokenError('The token does not say to which call it is bound.');
      // It is not to come again, and would take the place of one that is.
      return { viewer: parsed.data, binding: { ...binding.data, expiresAt: (exp + CLOCK_SKEW) * 1_000 } };
    }
    const verified = { viewer: parsed.data, binding: null };
    remember(token, verified, exp * 1_000);
    return verified;
  };
}

function describe(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return 'The token has expired.';
  if (error instanceof errors.JWTClaimValidationFailed) return `The claim "${error.claim}" is not as it should be.`;
  if (error instanceof errors.JWKSNoMatchingKey) return 'The key of the token is not one of the hub.';
  if (error instanceof errors.JWSSignatureVerificationFailed) return "The signature is not the hub's.";
  if (error instanceof errors.JOSEAlgNotAllowed) return `The token must be signed with ${TOKEN_ALGORITHM}.`;
  return 'The token is malformed.';
}

/** To which call a token is bound: it stands for one body, and for one time. */
export interface Binding {
  /** SHA-256 of the body, as base64url. */
  readonly body: string;
  /** The name of the token (RFC 7519, 4.1.7). */
  readonly jti: string;
  /** From when on the token is taken no more, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** A call bears no token, or none that this city takes. The message says what is wrong, and nothing of the token. */
export class InvalidTokenError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InvalidTokenError';
  }
}
