import { lookup } from 'node:dns';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** To which addresses the hub connects, whoever wrote them into the network's file. */
export interface AddressRule {
  /** Only over TLS. */
  readonly httpsOnly: boolean;
  /** Only to addresses of the public internet, so that nobody has the hub ask servers of its own network (SSRF). */
  readonly publicOnly: boolean;
}

/** The hub does not connect to this address. The message is fit for clients: it names no address. */
export class AddressRefusedError extends Error {
  override readonly name = 'AddressRefusedError';
}

/**
 * Checks what an address says itself: its scheme, and an IP address that stands in place of a name. What a name stands
 * for is checked at each connection, by `lookupPublic`.
 *
 * @throws AddressRefusedError
 */
export function checkAddress({ protocol, hostname }: URL, { httpsOnly, publicOnly }: AddressRule): void {
  if (httpsOnly && protocol !== 'https:') throw new AddressRefusedError('Its address is not one with https.');
  const host = hostname.replace(/^\[|\]$/g, '');
  if (publicOnly && isIP(host) !== 0 && !isPublicAddress(host)) {
    throw new AddressRefusedError('Its address is not a public one.');
  }
}

/**
 * Resolves a name as `dns.lookup` does, for a connection that is made at once to what is found: so a name that stands for
 * another address from one moment to the next (DNS rebinding) leads nowhere else. A name that has but one address that is
 * not public is refused as a whole.
 */
export const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) {
      callback(error, []);
      return;
    }
    const [first] = addresses;
    if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address))) {
      callback(new AddressRefusedError('Its address is not a public one.'), []);
    } else if (options.all) {
      callback(null, addresses);
    } else {
      callback(null, first.address, first.family);
    }
  });
};

/** The one part of IPv6 from which IANA assigns addresses of the public internet (RFC 4291, 2.4). */
const ASSIGNED = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an IP address is one of the public internet: none of those that IANA sets apart (RFC 6890) for private networks,
 * this machine, links, multicast, documentation, or for wrapping another address.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return parsed.range() === 'unicast' && (parsed instanceof ipaddr.IPv4 || parsed.match(ASSIGNED));
}
