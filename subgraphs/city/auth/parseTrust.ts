import type { Trust } from './Trust';

/**
 * Reads HUB_JWKS, HUB_ISSUER and CITY_ALLOW_UNSIGNED. Exactly one of the first and the last must be set, so that leaving
 * the signature out is a decision and never an oversight.
 *
 * @param problems takes what is wrong; the trust that is returned is of no use then.
 */
export function parseTrust(env: Readonly<Record<string, string | undefined>>, problems: string[]): Trust {
  const jwks = env.HUB_JWKS ?? '';
  const issuer = env.HUB_ISSUER === undefined || env.HUB_ISSUER === '' ? 'hanse-hub' : env.HUB_ISSUER;
  const allowed = env.CITY_ALLOW_UNSIGNED ?? '';
  if (!['', 'true', 'false'].includes(allowed)) {
    problems.push(`CITY_ALLOW_UNSIGNED must be true or false, but got ${JSON.stringify(allowed)}.`);
  }
  const unsigned = allowed === 'true';
  if (unsigned === (jwks !== '')) {
    problems.push(
      `Either HUB_JWKS must be where the hub's keys are, such as https://hub.example/.well-known/jwks.json, or, for development alone, CITY_ALLOW_UNSIGNED must be true, but got ${unsigned ? 'both' : 'neither'}.`,
    );
  }
  if (jwks.includes('://') && !isHttpUrl(jwks)) {
    problems.push(`HUB_JWKS must be an http or https URL or the path of a file, but got ${JSON.stringify(jwks)}.`);
  }
  if (unsigned && env.NODE_ENV === 'production') {
    problems.push('CITY_ALLOW_UNSIGNED must not be true where NODE_ENV is production: anybody could ask this city.');
  }
  return unsigned ? { kind: 'unsigned' } : { kind: 'signed', jwks, issuer };
}

function isHttpUrl(value: string): boolean {
  return URL.canParse(value) && ['http:', 'https:'].includes(new URL(value).protocol);
}
