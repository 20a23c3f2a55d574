import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address is one of the public internet: none of those that IANA sets apart (RFC 6890) for private networks,
 * this machine, links, multicast, documentation, or for wrapping another address.
 */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}
