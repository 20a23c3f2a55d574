import ipaddr from 'ipaddr.js';

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
