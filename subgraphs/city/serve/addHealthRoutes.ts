import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { Deadline } from '../database/Deadline';
import { withDeadline } from '../database/RequestStatements';

/** Whoever asks about health asks again soon, so that a database that hangs must not be asked ever more. */
const PATIENCE_MS = 3_000;

/**
 * `/health/live`: the process answers. `/health/ready`: so does its database, and the server is not about to end; 503
 * otherwise.
 */
export function addHealthRoutes(
  app: FastifyInstance,
  dataSource: DataSource,
  draining: { readonly isDraining: boolean },
  logger: Logger,
): void {
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    if (draining.isDraining) return reply.code(503).send({ status: 'ending' });
    try {
      await withDeadline(dataSource, new Deadline(PATIENCE_MS, reply.raw)).query('SELECT 1');
      return { status: 'ready' };
    } catch (error) {
      logger.warn({ err: error }, 'the database does not answer');
      return reply.code(503).send({ status: 'unavailable' });
    }
  });
}
