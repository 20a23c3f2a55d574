import { longEnough, tellLength, textThat } from '../../../subgraphs/serving/EnvironmentReader';
import type { EnvironmentReader } from '../../../subgraphs/serving/EnvironmentReader';
import { isLoopback } from '../../../subgraphs/serving/isLoopback';
import { readSessionConfig } from './SessionConfig';
import type { SessionConfig } from './SessionConfig';

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
  /** How people sign in on the pages. Undefined leaves the API alone for members. */
  readonly session?: SessionConfig | undefined;
}

const MIN_SECRET_LENGTH = 32;
const safeAddress = textThat('be an address with https (http on this machine alone)', isSafe);

/** Reads whose tokens the hub takes. Undefined when no provider is named: then everybody is anonymous. */
export function readSignInConfig(environment: EnvironmentReader): SignInConfig | undefined {
  if (environment.text('HANSE_OIDC_ISSUER') === undefined) {
    if (environment.text('HANSE_OIDC_CLIENT_ID') !== undefined) {
      environment.report('HANSE_OIDC_ISSUER must be set where HANSE_OIDC_CLIENT_ID is, but is not set.');
    }
    return undefined;
  }
  const issuer = environment.read('HANSE_OIDC_ISSUER', safeAddress, '');
  const jwksUri = environment.read('HANSE_OIDC_JWKS_URI', safeAddress, undefined);
  const secretName = 'HANSE_PSEUDONYM_SECRET';
  const secretMessage =
    environment.text(secretName) === undefined
      ? `be a secret of ${MIN_SECRET_LENGTH} characters or more when HANSE_OIDC_ISSUER is set`
      : `have ${MIN_SECRET_LENGTH} characters or more`;
  return {
    issuer,
    jwksUri,
    pseudonymSecret: environment.read(secretName, textThat(secretMessage, longEnough(MIN_SECRET_LENGTH)), '', {
      missing: 'is not set',
      but: tellLength,
    }),
    audience: environment.read(
      'HANSE_OIDC_AUDIENCE',
      textThat("be the hub's name at the provider when HANSE_OIDC_ISSUER is set", (text) => text !== ''),
      '',
      { missing: 'is not set' },
    ),
    session: readSessionConfig(environment),
    claims: {
      organisation: environment.text('HANSE_OIDC_ORGANISATION_CLAIM') ?? 'organisation',
      city: environment.text('HANSE_OIDC_CITY_CLAIM') ?? 'city',
      roles: environment.text('HANSE_OIDC_ROLES_CLAIM') ?? 'roles',
    },
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
