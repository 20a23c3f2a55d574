import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';

/**
 * Ends a connection on which nothing is taken of an answer for so long: what is not taken stays in the hub's memory, and who
 * asks again and again and reads nothing would fill it. A slow reader who goes on is waited for. What is written while it is
 * made looks after that itself. Hooks that make a stream of an answer have to be added behind it.
 */
export function cutOffStalled(server: FastifyInstance, stallMs: number): void {
  server.addHook('onSend', (_request, reply, payload, done) => {
    // Node sets another time when the answer has been sent, and none again for the next request.
    if (!(payload instanceof Readable)) reply.raw.setTimeout(stallMs);
    done(null, payload);
  });
}
