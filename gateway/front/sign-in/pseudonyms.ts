import { createHmac } from 'node:crypto';

/**
 * The pseudonym of a person within the hub: for its limits and its audit trail. The same person always has the same one, in
 * every hub with the same secret, and without the secret nothing leads from it to a person.
 *
 * @param issuer the OpenID provider
 * @param subject what the provider calls the person
 */
export function pseudonymOf(issuer: string, subject: string, secret: string): string {
  return hash([issuer, subject], secret);
}

/**
 * The pseudonym under which one city knows a member, as pairwise identifiers are made (OpenID Connect Core 1.0, section
 * 8.1): two cities that hold their disclosure logs together cannot tell which of their entries are the same person's. The hub
 * can, with its secret: see the command `viewer find`.
 *
 * @param pseudonym that of the hub
 */
export function pseudonymAt(cityId: string, pseudonym: string, secret: string): string {
  return hash(['city', cityId, pseudonym], secret);
}

/** Lists of different lengths have different texts, so that no pseudonym of the one kind is one of the other. */
function hash(what: readonly string[], secret: string): string {
  return createHmac('sha256', secret).update(JSON.stringify(what)).digest('base64url');
}
