import { maxHeaderSize, STATUS_CODES } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { errorBody, refuse } from './refuse';
import { OF_ONE_VIEWER } from './cacheControl';

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

/** For a client to read the answer, in milliseconds: to end the connection while it still sends would take that from it. */
const LINGER_MS = 500;

/** An answer to what could not be read, in another form than that of GraphQL. */
export interface ClientErrorAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Answers an address that is too long to be read.
 *
 * @param head what came of the request, its first line and some of its headers, unless these came before
 * @returns undefined where the form of GraphQL is right
 */
export type LongAddressAnswer = (head: string) => ClientErrorAnswer | undefined;

/** The name under which a server that has pages is decorated with its `LongAddressAnswer`. */
export const LONG_ADDRESS = 'longAddress';

/** What node tells of a request that it cannot read. */
interface ClientError extends Error {
  readonly code?: string;
  /** What came last. */
  readonly rawPacket?: unknown;
}

/**
 * Answers what is no request that node can read as a GraphQL error, or by a page or in words where it is an address too long that asks for
 * these, and ends the connection: where the next request would begin is not known. It comes before any route, and is counted nowhere.
 */
export function answerClientError(error: ClientError, socket: Socket, answerLongAddress?: LongAddressAnswer): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, message] = describe(error.code);
  const head = Buffer.isBuffer(error.rawPacket) ? error.rawPacket.toString('latin1') : '';
  const { headers, body } = (status === 431 ? answerLongAddress?.(head) : undefined) ?? {
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: JSON.stringify(errorBody(message, 'BAD_REQUEST')),
  };
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      'X-Content-Type-Options: nosniff',
      ...Object.entries({ ...headers, ...OF_ONE_VIEWER }).map(([name, value]) => `${name}: ${value}`),
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
  const linger = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => {
    clearTimeout(linger);
  });
}

function describe(code: string | undefined): [status: number, message: string] {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return [408, 'The request did not come to its end in time.'];
    case 'HPE_HEADER_OVERFLOW':
      return [
        431,
        `The address and the headers have more than ${maxHeaderSize} bytes, which is the limit. Send the query by POST.`,
      ];
    default:
      return [400, 'This is no valid HTTP/1.1 request.'];
  }
}

/** The hook `onRequest` that refuses what names no host, as HTTP/1.1 demands (RFC 9112, section 3.2). */
export function requireHost({ raw }: FastifyRequest, reply: FastifyReply, done: () => void): void {
  if (raw.httpVersion !== '1.1' || (raw.headers.host ?? '') !== '') {
    done();
    return;
  }
  void reply.header('connection', 'close');
  refuse(reply, {
    status: 400,
    message: 'The header Host is missing. Name the host that is asked.',
    code: 'BAD_REQUEST',
  });
}

/** No route. */
const NOWHERE = '/nowhere';

/**
 * The path of a request, or one that is nowhere where it cannot be read: so that it is counted, traced and answered as any
 * other. The router would answer it by itself, before any hook.
 */
export function rewriteUnreadableUrl({ url = '' }: Pick<IncomingMessage, 'url'>): string {
  if (!url.startsWith('/') && !URL.canParse(url)) return NOWHERE;
  try {
    decodeURI(url.replace(/[?#].*$/s, ''));
    return url;
  } catch {
    // What else it says, such as a language, can be read.
    return url.replace(/^[^?#]*/, NOWHERE);
  }
}
