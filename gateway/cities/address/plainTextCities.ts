import type { Network } from '../../../subgraphs/directory/network/Network';
import { isLoopback } from '../../../subgraphs/serving/isLoopback';

/** The slugs of cities whose server has an address without TLS, on another machine than this one. */
export function plainTextCities({ cities }: Network): readonly string[] {
  return [...cities.values()].filter(({ url, suspended }) => isPlain(url ?? suspended?.url)).map(({ id }) => id);
}

function isPlain(url: string | undefined): boolean {
  if (url === undefined) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !isLoopback(hostname);
}
