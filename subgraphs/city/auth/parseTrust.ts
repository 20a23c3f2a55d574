import { isLoopback } from '../../serving/isLoopback';
import { EnvironmentReader } from '../../serving/EnvironmentReader';
import { readHubConnection } from './readHubConnection';
import type { Trust } from './Trust';

/**
 * Reads HUB_JWKS, HUB_ISSUER, HUB_TLS_CA, HUB_TLS_CERT, HUB_TLS_KEY, CITY_ALLOW_HTTP_KEYS, CITY_REQUIRE_BOUND_CALLS and CITY_ALLOW_UNSIGNED. Exactly one of the first and the last must be
 * set, so that leaving the signature out is a decision and never an oversight. In production keys come over TLS, or from this
 * machine, unless that is decided otherwise: whoever can change them on the way can sign whatever he likes.
 *
 * @param problems takes what is wrong; the trust that is returned is of no use then.
 */
export function parseTrust(env: Readonly<Record<string, string | undefined>>, problems: string[]): Trust {
  const jwks = env.HUB_JWKS ?? '';
  const issuer = env.HUB_ISSUER === undefined || env.HUB_ISSUER === '' ? 'hanse-hub' : env.HUB_ISSUER;
  const flag = (name: string): boolean => {
    const value = env[name] ?? '';
    if (!['', 'true', 'false'].includes(value)) {
      problems.push(`${name} must be true or false, but got ${JSON.stringify(value)}.`);
    }
    return value === 'true';
  };
  const unsigned = flag('CITY_ALLOW_UNSIGNED');
  const allowsHttp = flag('CITY_ALLOW_HTTP_KEYS');
  const requiresBinding = flag('CITY_REQUIRE_BOUND_CALLS');
  if (unsigned && requiresBinding) {
    problems.push(
      'CITY_REQUIRE_BOUND_CALLS must not be true where CITY_ALLOW_UNSIGNED is: nothing is bound without a signature.',
    );
  }
  if (unsigned === (jwks !== '')) {
    problems.push(
      `Either HUB_JWKS must be where the hub's keys are, such as https://hub.example/.well-known/jwks.json, or, for development alone, CITY_ALLOW_UNSIGNED must be true, but got ${unsigned ? 'both' : 'neither'}.`,
    );
  }
  if (jwks.includes('://') && !isHttpUrl(jwks)) {
    problems.push(`HUB_JWKS must be an http or https URL or the path of a file, but got ${JSON.stringify(jwks)}.`);
  }
  if (env.NODE_ENV === 'production' && comesInPlainText(jwks) && !allowsHttp) {
    problems.push(
      `HUB_JWKS must be an https URL (http on this machine alone) where NODE_ENV is production, or the path of a file, but got ${JSON.stringify(jwks)}: whoever changed the keys on the way could ask this city anything. Where nobody can, as in a network of containers on one machine, set CITY_ALLOW_HTTP_KEYS=true.`,
    );
  }
  if (unsigned && env.NODE_ENV === 'production') {
    problems.push('CITY_ALLOW_UNSIGNED must not be true where NODE_ENV is production: anybody could ask this city.');
  }
  const variables = new EnvironmentReader(env);
  const connection = readHubConnection(variables);
  problems.push(...variables.problems);
  if (unsigned) return { kind: 'unsigned' };
  return {
    kind: 'signed',
    jwks,
    issuer,
    ...(requiresBinding && { requiresBinding }),
    ...(connection !== undefined && { connection }),
  };
}

/** Whether keys at this place can be changed on their way. */
export function comesInPlainText(jwks: string): boolean {
  if (!isHttpUrl(jwks)) return false;
  const { protocol, hostname } = new URL(jwks);
  return protocol === 'http:' && !isLoopback(hostname);
}

function isHttpUrl(value: string): boolean {
  return URL.canParse(value) && ['http:', 'https:'].includes(new URL(value).protocol);
}
