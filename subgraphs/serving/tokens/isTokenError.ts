import { errors } from 'jose';

const TOKEN_ERRORS = [
  errors.JWTClaimValidationFailed,
  errors.JWTExpired,
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
] as const;

/** Whether the token itself is at fault. All other errors come from getting the keys. */
export function isTokenError(error: unknown): error is errors.JOSEError {
  return TOKEN_ERRORS.some((TokenError) => error instanceof TokenError);
}
