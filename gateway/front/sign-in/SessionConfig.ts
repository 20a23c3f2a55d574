import { tellLength, textThat, wholeNumber } from '../../../subgraphs/serving/EnvironmentReader';
import type { EnvironmentReader } from '../../../subgraphs/serving/EnvironmentReader';
import { isLoopback } from '../../../subgraphs/serving/isLoopback';
import { readSealSecrets } from '../../../subgraphs/serving/Seal';

/** How people sign in on the hub's pages (OpenID Connect Core 1.0, section 3.1: the code flow, with PKCE). */
export interface SessionConfig {
  /** The name of the hub's pages at the provider, for which it makes ID tokens. */
  readonly clientId: string;
  readonly clientSecret: ClientSecret;
  /** What the provider is asked for, `openid` and whatever brings the claims. */
  readonly scope: string;
  /** The hub's origin as browsers know it. Undefined takes the one of each request, as the demo does. */
  readonly publicUrl: string | undefined;
  /** Seal the cookies, a new one first and maybe an old one; all hubs have the same. */
  readonly keys: readonly string[];
  /** After so long somebody has to sign in again, whatever they did. */
  readonly minutes: number;
}

/** How the hub shows the provider that it is the client. PKCE alone protects one that has no secret. */
export type ClientSecret =
  | { readonly kind: 'none' }
  | { readonly kind: 'text'; readonly text: string }
  /** Read when the provider is first needed. */
  | { readonly kind: 'file'; readonly file: string };

const WHEN_SET = 'when HANSE_OIDC_CLIENT_ID is set';

const publicUrl = textThat(
  `be the hub's address in browsers, such as https://hub.example.org (http on this machine alone), ${WHEN_SET}`,
  isOrigin,
);
const scope = textThat('name the scope "openid", and others with spaces between', (text) =>
  text.split(/\s+/).includes('openid'),
);

/** Reads how people sign in on the pages. Undefined where the pages are no client of the provider: then nobody does. */
export function readSessionConfig(environment: EnvironmentReader): SessionConfig | undefined {
  const clientId = environment.text('HANSE_OIDC_CLIENT_ID');
  if (clientId === undefined) return undefined;
  const keys = readSealSecrets(environment, 'HANSE_SESSION_KEYS');
  if (keys === null && environment.text('HANSE_SESSION_KEYS') === undefined) {
    environment.report(`HANSE_SESSION_KEYS must be a secret of 32 characters or more ${WHEN_SET}, but is not set.`);
  }
  return {
    clientId,
    clientSecret: readClientSecret(environment),
    scope: environment.read('HANSE_OIDC_SCOPE', scope, 'openid'),
    publicUrl: environment.read('HANSE_PUBLIC_URL', publicUrl, undefined, { missing: 'is not set' }),
    keys: keys ?? [],
    minutes: environment.read('HANSE_SESSION_MINUTES', wholeNumber('minutes from', 5, 720), 60),
  };
}

function readClientSecret(environment: EnvironmentReader): ClientSecret {
  const text = environment.text('HANSE_OIDC_CLIENT_SECRET');
  const file = environment.text('HANSE_OIDC_CLIENT_SECRET_FILE');
  if (text !== undefined && file !== undefined) {
    environment.report(
      `HANSE_OIDC_CLIENT_SECRET must not be set where HANSE_OIDC_CLIENT_SECRET_FILE is, but ${tellLength(text)} characters.`,
    );
  }
  if (file !== undefined) return { kind: 'file', file };
  return text === undefined ? { kind: 'none' } : { kind: 'text', text };
}

function isOrigin(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, protocol, hostname } = new URL(address);
  return origin === address && (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname)));
}
