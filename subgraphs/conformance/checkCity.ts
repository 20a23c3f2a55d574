import { CannotRunError } from './checkErrors';
import { CityUnderCheck } from './CityUnderCheck';
import { createRelayWire } from './http/createRelayWire';
import { createWire, NoReplyError } from './http/createWire';
import type { Wire } from './http/createWire';
import { judge } from './Verdict';
import type { Requirement } from './Requirement';
import { requirements as allRequirements } from './requirements';
import { boundCalls } from './requirements/tokens';
import { isRelayedAddress } from '../contract/relay';
import { proxyTo } from '../serving/forwardProxy';
import type { ForwardProxy } from '../serving/forwardProxy';
import type { TlsContents } from '../serving/tls/TlsFiles';
import type { RelayConfig } from '../serving/relay/RelayConfig';
import { createTokenMint, readKeys } from './TokenMint';
import type { Verdict } from './Verdict';

export interface CheckOptions {
  /** The city's GraphQL endpoint; or `nats:<slug>` for a city that dials out. */
  readonly url: string;
  readonly cityId: string;
  /** File with a private key that the city trusts. Without it requests are not signed. */
  readonly keyFile?: string;
  readonly issuer: string;
  /** What tokens are bound to, as `bind` in the network file says. Without it, to nothing. */
  readonly bind?: 'body';
  /** Through which the city is asked. Without it, directly. */
  readonly proxy?: ForwardProxy;
  /** Who may vouch for its server, and what the hub shows to it. Without it: whom this machine trusts, and nothing. */
  readonly tls?: TlsContents;
  /** The relay through which a city that dials out is asked, with a hub's credentials. */
  readonly relay?: RelayConfig | undefined;
  /** Ids of records that the operator knows to be INTERNAL. */
  readonly internalIds?: readonly string[];
  /** See `CityUnderCheckOptions`. */
  readonly mostMatches?: number;
  /** What to hold it against; all of the kit when not given. */
  readonly requirements?: readonly Requirement[];
  /** Is told each verdict as it is reached. */
  readonly onVerdict?: (verdict: Verdict, done: number, of: number) => void;
}

/**
 * Holds a city's server against every requirement. It asks as the hub would and changes nothing; it needs to know
 * nothing of the city's data.
 *
 * @throws CannotRunError when the server cannot be reached, or does not take what was signed with the key.
 */
export async function checkCity(options: CheckOptions): Promise<readonly Verdict[]> {
  const { url, cityId, keyFile, issuer, internalIds, mostMatches, onVerdict } = options;
  const isRelayed = isRelayedAddress(url);
  // A city takes no other through a relay.
  const bind = isRelayed ? 'body' : options.bind;
  const requirements = [...(options.requirements ?? allRequirements), ...(bind === 'body' ? boundCalls : [])];
  const tokens =
    keyFile === undefined
      ? null
      : await createTokenMint({ keys: await readKeys(keyFile), issuer, cityId, bindsBody: bind === 'body' });
  const wire = isRelayed ? await openRelayWire(options) : createWire(url, options.proxy, options.tls);
  try {
    const day = new Date().toISOString().slice(0, 10);
    const city = new CityUnderCheck({ cityId, wire, tokens, day, ...(internalIds && { internalIds }), mostMatches });
    await greet(city, options);
    const verdicts: Verdict[] = [];
    for (const requirement of requirements) {
      const verdict = await judge(requirement, city);
      verdicts.push(verdict);
      onVerdict?.(verdict, verdicts.length, requirements.length);
    }
    return verdicts;
  } finally {
    await wire.close();
  }
}

function openRelayWire({ cityId, relay }: CheckOptions): Promise<Wire> {
  if (relay === undefined)
    throw new CannotRunError('Say where the relay is: HANSE_NATS_URL, and HANSE_NATS_CREDENTIALS.');
  return createRelayWire(cityId, relay);
}

/** Asks the least that can be asked, so that a wrong address or key is told once and not in every verdict. */
async function greet(city: CityUnderCheck, { url, cityId, keyFile, issuer, proxy }: CheckOptions): Promise<void> {
  const answer = await city.ask('{ __typename }').catch((error: unknown) => {
    if (error instanceof NoReplyError) {
      const between = proxy === undefined || isRelayedAddress(url) ? undefined : proxyTo(new URL(url), proxy);
      const way = between === undefined ? '' : ` It was asked through the proxy ${new URL(between).host}.`;
      throw new CannotRunError(`${url}: ${error.message}.${hintOf(error.message)}${way}`);
    }
    throw error;
  });
  if (answer.status === 404) throw new CannotRunError(`There is no GraphQL at ${url} (HTTP 404).`);
  if (answer.status === 400 && !answer.contentType.includes('json')) {
    const hint = url.startsWith('https:')
      ? 'Does it want to see a certificate of the hub? --tls-cert, --tls-key.'
      : 'Does it speak TLS there? Then its address begins with https.';
    throw new CannotRunError(`${url} refuses what it is asked before it reads it (HTTP 400). ${hint}`);
  }
  if (answer.status !== 401) return;
  throw new CannotRunError(
    keyFile === undefined
      ? `${url} answers nothing without a token. Name the file with a key that it trusts: --key <file>.`
      : `${url} refuses what ${keyFile} signs for ${cityId} (HTTP 401). Is ${cityId} its CITY_ID, ${issuer} its HUB_ISSUER, and the public part of the key at its HUB_JWKS? Where it wants calls that are bound to their body, say --bind body.`,
  );
}

/** By node's and OpenSSL's codes: what whoever checks can do about it. */
const TLS_HINTS: readonly (readonly [codes: RegExp, hint: string])[] = [
  [/CERT_HAS_EXPIRED/, 'Its certificate has expired, or the clock of this machine is wrong.'],
  [/ERR_TLS_CERT_ALTNAME_INVALID/, 'Its certificate is for another name than that in the address.'],
  [
    /SELF_SIGNED_CERT|UNABLE_TO_(GET_ISSUER|VERIFY)/,
    'This machine does not know the authority that vouches for it: name the file with it, --tls-ca <file>. If the authority is a public one, its server leaves out a certificate in between.',
  ],
  [
    /ERR_SSL_\w*ALERT\w*(CERTIFICATE|UNKNOWN_CA)/,
    'Does it want to see a certificate of the hub? --tls-cert, --tls-key.',
  ],
  [/WRONG_VERSION_NUMBER|PACKET_LENGTH/, 'Nothing there speaks TLS: does its address begin with http?'],
];

function hintOf(message: string): string {
  const hint = TLS_HINTS.find(([codes]) => codes.test(message))?.[1];
  return hint === undefined ? '' : ` ${hint}`;
}
