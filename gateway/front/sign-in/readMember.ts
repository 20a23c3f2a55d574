import type { JWTPayload } from 'jose';
import { z } from 'zod';
import type { Member } from './HubViewer';
import { pseudonymOf } from './pseudonyms';
import type { SignInConfig } from './SignInConfig';

/** What goes to cities, and into their disclosure logs: no control characters, and not without end. */
const name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}+$/u);

/**
 * Makes the reader of who somebody is, from the claims of a token whose signature was verified. The names of the claims
 * are the operator's.
 *
 * @throws InvalidTokenError by the reader, where a claim is missing or malformed
 */
export function createMemberReader({ issuer, claims, pseudonymSecret }: SignInConfig): (payload: JWTPayload) => Member {
  const shape = z.object({
    sub: name,
    [claims.organisation]: name,
    [claims.city]: name.nullish(),
    [claims.roles]: z.array(name).max(100).nullish(),
  });
  return (payload) => {
    const parsed = shape.safeParse(payload);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new InvalidTokenError(`The token's claim "${issue?.path.join('.') ?? ''}" is missing or malformed.`);
    }
    const read = parsed.data as Record<string, unknown>;
    return {
      anonymous: false,
      organisation: read[claims.organisation] as string,
      subject: pseudonymOf(issuer, read['sub'] as string, pseudonymSecret),
      city: (read[claims.city] ?? null) as string | null,
      roles: (read[claims.roles] ?? []) as readonly string[],
    };
  };
}

/** A token was sent that gives no access. The message is for the client; nothing of the token is in it. */
export class InvalidTokenError extends Error {
  override readonly name = 'InvalidTokenError';
}
