import { isLoopback } from '../../../subgraphs/serving/isLoopback';

/** Whose tokens the hub takes, and what it reads from them. */
export interface SignInConfig {
  /** The OpenID provider: `iss` of its tokens, an https address (http on this machine alone). */
  readonly issuer: string;
  /** The hub's name at the provider: `aud` of the tokens. */
  readonly audience: string;
  /** Where the provider's keys are. Undefined finds them by OpenID Connect Discovery. */
  readonly jwksUri: string | undefined;
  /** Names of the claims that say for which organisation somebody signs in, for which city, and in which roles. */
  readonly claims: { readonly organisation: string; readonly city: string; readonly roles: string };
  /** Keys the pseudonyms of viewers, of which each city is told its own. As long as it stays, so do they. */
  readonly pseudonymSecret: string;
}

const MIN_SECRET_LENGTH = 32;

/**
 * Reads whose tokens the hub takes. Undefined when no provider is named: then everybody is anonymous.
 *
 * @param text gives a variable, undefined when it is empty or not set
 * @param report is told each variable that is wrong
 */
export function parseSignInConfig(
  text: (name: string) => string | undefined,
  report: (problem: string) => void,
): SignInConfig | undefined {
  const issuer = text('HANSE_OIDC_ISSUER');
  if (issuer === undefined) return undefined;
  const required = (name: string, what: string): string => {
    const value = text(name);
    if (value === undefined) report(`${name} must be ${what} when HANSE_OIDC_ISSUER is set, but is not set.`);
    return value ?? '';
  };
  const jwksUri = text('HANSE_OIDC_JWKS_URI');
  for (const [name, address] of [
    ['HANSE_OIDC_ISSUER', issuer],
    ['HANSE_OIDC_JWKS_URI', jwksUri],
  ] as const) {
    if (address !== undefined && !isSafe(address)) {
      report(`${name} must be an address with https (http on this machine alone), but got "${address}".`);
    }
  }
  const pseudonymSecret = required('HANSE_PSEUDONYM_SECRET', `a secret of ${MIN_SECRET_LENGTH} characters or more`);
  if (pseudonymSecret !== '' && pseudonymSecret.length < MIN_SECRET_LENGTH) {
    // The secret itself is not told: this goes to a log.
    report(
      `HANSE_PSEUDONYM_SECRET must have ${MIN_SECRET_LENGTH} characters or more, but has ${pseudonymSecret.length}.`,
    );
  }
  return {
    issuer,
    audience: required('HANSE_OIDC_AUDIENCE', "the hub's name at the provider"),
    jwksUri,
    claims: {
      organisation: text('HANSE_OIDC_ORGANISATION_CLAIM') ?? 'organisation',
      city: text('HANSE_OIDC_CITY_CLAIM') ?? 'city',
      roles: text('HANSE_OIDC_ROLES_CLAIM') ?? 'roles',
    },
    pseudonymSecret,
  };
}

function isSafe(address: string): boolean {
  try {
    const { protocol, hostname } = new URL(address);
    return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
  } catch {
    return false;
  }
}
