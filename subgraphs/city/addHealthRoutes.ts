import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';

/** `/health/live`: the process answers. `/health/ready`: so does its database; 503 while it does not. */
export function addHealthRoutes(app: FastifyInstance, dataSource: DataSource, logger: Logger): void {
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    try {
      await dataSource.query('SELECT 1');
      return { status: 'ready' };
    } catch (error) {
      logger.warn({ err: error }, 'the database does not answer');
      return reply.code(503).send({ status: 'unavailable' });
    }
  });
}
