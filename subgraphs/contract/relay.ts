// How a call reaches a city that dials out: through a relay, a NATS server to which hub and cities connect. The call is an
// HTTP request to the city's GraphQL in another wrapping: a message on the city's subject, with the headers of the request
// and its body. The answer goes to the message's reply subject, in parts. Messages and their headers:
// https://docs.nats.io/reference/reference-protocols/nats-protocol

/** Of the address of a city that dials out, in place of one of the web: `nats:gera`. */
const SCHEME = 'nats:';

export function relayedAddress(cityId: string): string {
  return `${SCHEME}${cityId}`;
}

export function isRelayedAddress(url: string): boolean {
  return url.startsWith(SCHEME);
}

/** Where a city takes calls. All of its servers listen there in one queue group, so that each call reaches one of them. */
export function callSubject(cityId: string): string {
  return `hanse.city.${cityId}`;
}

/** Where a city's servers hear, all of them, that nobody waits for a call any more: its reply subject is the message. */
export function cancelSubject(cityId: string): string {
  return `hanse.city.${cityId}.cancel`;
}

/** The queue group of a city's servers. */
export const QUEUE_GROUP = 'servers';

/** Begins each reply subject of a hub. */
export const HUB_INBOX = '_INBOX.hub';

/** On the first part of an answer: its HTTP status. */
export const STATUS_HEADER = 'hanse-status';

/** On each part of an answer: which one it is, and of how many, such as `2/3`. */
export const PART_HEADER = 'hanse-part';

/** Bytes of a part at most; a NATS server takes messages of 1 MiB unless it is told otherwise. */
export const PART_BYTES = 256 * 1024;

/**
 * On a call: the hub's public keys, signed by one of them, as a JWT with the claim `keys`. A city that knows one key of the
 * hub learns the others by it, and needs no way to the hub.
 */
export const KEYS_HEADER = 'hanse-keys';

/** In the header of that JWT, so that it and the token of a call are never taken for each other (RFC 8725, 3.11). */
export const KEYS_TYPE = 'hanse-keys+jwt';
