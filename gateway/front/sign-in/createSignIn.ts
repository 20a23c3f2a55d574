import { errors, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import { findProviderKeys, ProviderUnavailableError } from './findProviderKeys';
import { ANONYMOUS } from './HubViewer';
import type { HubViewer } from './HubViewer';
import { isTokenError } from '../../../subgraphs/serving/tokens/isTokenError';
import { createMemberReader, InvalidTokenError } from './readMember';
import type { SignInConfig } from './SignInConfig';

/**
 * Tells who asks, from the value of the header `Authorization`.
 *
 * @throws InvalidTokenError, ProviderUnavailableError
 */
export type SignIn = (authorization: string | undefined) => Promise<HubViewer>;

/** Signatures with a key that only the provider has; never HMAC, never `none` (RFC 8725, 3.1). */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
/** By how many seconds the provider's clock and the hub's may differ. */
const CLOCK_SKEW = 30;
const MAX_LENGTH = 8_192;

/** Without a provider everybody is anonymous, with a token too. */
export const everybodyAnonymous: SignIn = () => Promise.resolve(ANONYMOUS);

/**
 * Makes the check of the bearer tokens (RFC 6750) of an OpenID provider. Who sends none is anonymous; who sends one that
 * is not valid is refused, and never answered as anonymous: the missing records would look like there are none.
 */
export function createSignIn(config: SignInConfig): SignIn {
  const keys = findProviderKeys(config.issuer, config.jwksUri);
  const readMember = createMemberReader(config);

  async function readPayload(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ALGORITHMS,
        issuer: config.issuer,
        audience: config.audience,
        requiredClaims: ['exp', 'sub'],
        clockTolerance: CLOCK_SKEW,
      });
      return payload;
    } catch (error) {
      if (isTokenError(error)) throw new InvalidTokenError(describe(error));
      throw error instanceof ProviderUnavailableError ? error : new ProviderUnavailableError(error);
    }
  }

  return async (authorization) => {
    if (authorization === undefined) return ANONYMOUS;
    const [, token] = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization) ?? [];
    if (token === undefined) throw new InvalidTokenError('The header Authorization must be "Bearer <token>".');
    if (token.length > MAX_LENGTH) throw new InvalidTokenError('The token is too long.');
    return readMember(await readPayload(token));
  };
}

function describe(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return 'The token has expired.';
  if (error instanceof errors.JWTClaimValidationFailed) {
    return `The token's claim "${error.claim}" is missing or not as it should be.`;
  }
  if (error instanceof errors.JWKSNoMatchingKey) return 'The key of the token is not one of the sign-in service.';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'The signature of the token is wrong.';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'The token is signed with an algorithm that is not taken.';
  return 'The token is malformed.';
}
