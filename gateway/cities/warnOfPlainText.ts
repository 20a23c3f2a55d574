import type { Logger } from 'pino';
import type { Network } from '../../subgraphs/directory/network/Network';
import { isLoopback } from '../../subgraphs/serving/isLoopback';
import type { AddressRule } from './transport/addressRules';

/** So that one line of the log stays one line. */
const MAX_SLUGS = 50;

/** Tells of cities that are asked over the network without TLS, where that is allowed: nobody should forget that it is. */
export function warnOfPlainText(network: Network, { httpsOnly }: AddressRule, logger: Logger): void {
  const cities = httpsOnly ? [] : plainTextCities(network);
  if (cities.length === 0) return;
  logger.warn(
    { cities: cities.slice(0, MAX_SLUGS), count: cities.length },
    'HANSE_CITIES_HTTPS_ONLY is false: WHOEVER STANDS BETWEEN THE HUB AND THESE CITIES CAN READ AND CHANGE WHAT THEY ANSWER, ' +
      'and take the tokens of the calls. Give them addresses with https.',
  );
}

/** The slugs of cities whose server has an address without TLS, on another machine than this one. */
export function plainTextCities(network: Network): readonly string[] {
  return citiesWithoutTls(network, ({ hostname }) => !isLoopback(hostname));
}

/** The slugs of cities whose server has an address without TLS for which that holds, be it on this machine. */
export function citiesWithoutTls({ cities }: Network, holds: (url: URL) => boolean = () => true): readonly string[] {
  return [...cities.values()].flatMap(({ id, url, suspended }) => {
    const address = url ?? suspended?.url;
    const parsed = address === undefined ? undefined : new URL(address);
    return parsed?.protocol === 'http:' && holds(parsed) ? [id] : [];
  });
}
