import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { AddressRefusedError } from './AddressRefusedError';
import { isPublicAddress } from './isPublicAddress';

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
