import { isIP } from 'node:net';
import { AddressRefusedError } from './AddressRefusedError';
import type { AddressRule } from './AddressRule';
import { isPublicAddress } from './isPublicAddress';

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
