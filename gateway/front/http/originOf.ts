import type { FastifyRequest } from 'fastify';

/** A host with or without a port, as addresses have it: nothing else of the header `Host` comes into an answer. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/** The hub's origin as whoever asks knows it, such as `https://hub.example.org`; a proxy that is trusted tells it. */
export function originOf({ protocol, host }: FastifyRequest): string {
  const origin = `${protocol}://${host}`;
  return HOST.test(host) && URL.canParse(origin) ? origin : 'http://localhost';
}
