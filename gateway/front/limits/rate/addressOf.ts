import ipaddr from 'ipaddr.js';

/** A subscriber has a whole /64 of IPv6. */
const SUBSCRIBER_PARTS = 4;

/** The address under which requests are counted: of IPv6 the network of a subscriber, who has all addresses in it. */
export function addressOf(ip: string): string {
  const address = ipaddr.process(ip);
  if (!(address instanceof ipaddr.IPv6)) return address.toString();
  return `${address.parts
    .slice(0, SUBSCRIBER_PARTS)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}
