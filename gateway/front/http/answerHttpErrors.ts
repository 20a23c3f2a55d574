import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { refuse } from './refuse';

const METHODS = ['GET', 'HEAD', 'POST'] as const;

/**
 * What fails before it is GraphQL (a path that is not there, another method, a body that is too large) is answered as a
 * GraphQL error. `OPTIONS` is answered with the methods of a path; what a page of another origin may do stands in the
 * headers for CORS, if any.
 */
export function answerHttpErrors(server: FastifyInstance, logger: Logger): void {
  server.setNotFoundHandler(answerElsewhere);
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) {
      const message = WORDS[error.code]?.(request) ?? error.message;
      return refuse(reply, { status, message, code: 'BAD_REQUEST' });
    }
    logger.error({ requestId: request.id, err: error }, 'a request failed');
    return refuse(reply, { status: 500, message: 'Internal server error', code: 'INTERNAL_SERVER_ERROR' });
  });
}

/** The hook `onRequest` that answers `OPTIONS`: for CORS there is a route, which would answer it on any path. */
export function answerOptions(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  if (request.method === 'OPTIONS') answerElsewhere(request, reply);
  else done();
}

/** Answers what no route is for. */
function answerElsewhere(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { method, server } = request;
  const allowed = methodsOf(server, request);
  if (allowed.length === 0) {
    return refuse(reply, { status: 404, message: 'There is nothing here. The API is at /graphql.', code: 'NOT_FOUND' });
  }
  const headers = { allow: allowed.join(', ') };
  if (method === 'OPTIONS') return reply.code(204).headers(headers).send();
  const message = `${method} is no method of this path; there are ${headers.allow}.`;
  return refuse(reply, { status: 405, message, code: 'BAD_REQUEST', headers });
}

function methodsOf(server: FastifyInstance, { url }: FastifyRequest): readonly string[] {
  const path = url.replace(/\?.*$/s, '');
  const methods = METHODS.filter((method) => server.hasRoute({ method, url: path }));
  return methods.length === 0 ? [] : [...methods, 'OPTIONS'];
}

/** For what Fastify finds wrong, by its code. */
const WORDS: Readonly<Record<string, (request: FastifyRequest) => string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ({ headers, routeOptions: { bodyLimit } }) => {
    const size = headers['content-length'];
    // A body that comes in pieces was not read to its end.
    if (size === undefined) return `The request has more than ${bodyLimit} bytes, which is the limit.`;
    return `The request has ${size} bytes, and the limit is ${bodyLimit}.`;
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => 'The body has not as many bytes as Content-Length says.',
  FST_ERR_CTP_EMPTY_JSON_BODY: () => 'The request has no body. Send a JSON object with "query" in it.',
  FST_ERR_CTP_INVALID_JSON_BODY: () => 'The body is no valid JSON. Send a JSON object with "query" in it.',
};
