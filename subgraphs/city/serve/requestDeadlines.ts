import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readDeadline, RequestAbandonedError } from '../database/Deadline';
import type { Deadline } from '../database/Deadline';
import type { TakeTurn } from '../database/RequestStatements';
import { refuse } from './refuse';

/**
 * Gives each request its deadline when it comes. What waits for its turn after that is answered with 503, so that the hub
 * learns it in the time that it has.
 *
 * @param takeTurn is waited for before each part that may wait for something else, be it a key or the rest of the body
 * @returns the deadline of a request
 */
export function keepDeadlines(app: FastifyInstance, takeTurn?: TakeTurn): (request: FastifyRequest) => Deadline {
  const deadlines = new WeakMap<FastifyRequest, Deadline>();
  const deadlineOf = (request: FastifyRequest): Deadline => {
    const deadline = deadlines.get(request);
    if (deadline === undefined) throw new Error('The request has not come yet.');
    return deadline;
  };
  app.addHook('onRequest', (request, { raw }, done) => {
    deadlines.set(request, readDeadline(request, raw));
    done();
  });
  if (takeTurn === undefined) return deadlineOf;

  const waitForTurn = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    try {
      await deadlineOf(request).waitFor(takeTurn());
    } catch (error) {
      if (!(error instanceof RequestAbandonedError)) throw error;
      reply.hijack();
      if (!reply.raw.destroyed) refuse(reply.raw, error.message);
    }
  };
  app.addHook('onRequest', waitForTurn);
  app.addHook('preHandler', waitForTurn);
  return deadlineOf;
}
