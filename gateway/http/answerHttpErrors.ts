import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { errorBody } from './errorBody';

interface HttpError {
  readonly statusCode?: number;
  readonly code?: string;
  readonly message: string;
}

/** What fails before it is GraphQL (a path that is not there, a body that is too large) is answered as a GraphQL error. */
export function answerHttpErrors(server: FastifyInstance, logger: Logger): void {
  server.setNotFoundHandler((_request, reply) =>
    reply.code(404).send(errorBody('There is nothing here. The API is at /graphql.', 'NOT_FOUND')),
  );
  server.setErrorHandler((error: HttpError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
      return reply.code(status).send(errorBody(describeSize(request), 'BAD_REQUEST'));
    }
    if (status < 500) return reply.code(status).send(errorBody(error.message, 'BAD_REQUEST'));
    logger.error({ requestId: request.id, err: error }, 'a request failed');
    return reply.code(500).send(errorBody('Internal server error', 'INTERNAL_SERVER_ERROR'));
  });
}

/** A body that comes in pieces was not read to its end. */
function describeSize({ headers, routeOptions: { bodyLimit } }: FastifyRequest): string {
  const size = headers['content-length'];
  if (size === undefined) return `The request has more than ${bodyLimit} bytes, which is the limit.`;
  return `The request has ${size} bytes, and the limit is ${bodyLimit}.`;
}
