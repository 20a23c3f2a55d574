import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';

/** What fails before it is GraphQL (a path that is not there, a body that is too large) is answered as a GraphQL error. */
export function answerHttpErrors(server: FastifyInstance, logger: Logger): void {
  server.setNotFoundHandler((_request, reply) =>
    reply.code(404).send(errorBody('There is nothing here. The API is at /graphql.', 'NOT_FOUND')),
  );
  server.setErrorHandler((error: { readonly statusCode?: number; readonly message: string }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send(errorBody(error.message, 'BAD_REQUEST'));
    logger.error({ err: error }, 'a request failed');
    return reply.code(500).send(errorBody('Internal server error', 'INTERNAL_SERVER_ERROR'));
  });
}

function errorBody(message: string, code: string): unknown {
  return { errors: [{ message, extensions: { code } }] };
}
