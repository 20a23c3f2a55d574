import { errors } from 'jose';

const TOKEN_FAULTS = [
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

/** Whether the fault is the token's own. All others come from getting the keys. */
export function isTokenFault(error: unknown): error is errors.JOSEError {
  return TOKEN_FAULTS.some((Fault) => error instanceof Fault);
}
