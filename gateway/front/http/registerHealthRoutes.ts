import type { FastifyInstance } from 'fastify';
import { UNGUARDED } from './createRequestGuard';

/** How far the hub is. `serving` means that the first round of admission and summaries has ended. */
export type Phase = 'starting' | 'serving' | 'draining';

/**
 * `/health/live`: the process answers. `/health/ready`: 200 while it serves, else 503; how many cities are up does not
 * matter, for the hub answers without them. Both tell the phase as JSON.
 */
export function registerHealthRoutes(server: FastifyInstance, phase: () => Phase): void {
  server.get('/health/live', { config: UNGUARDED }, (_request, reply) => reply.send({ phase: phase() }));
  server.get('/health/ready', { config: UNGUARDED }, (_request, reply) => {
    const now = phase();
    return reply.code(now === 'serving' ? 200 : 503).send({ phase: now });
  });
}
