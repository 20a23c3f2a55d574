import { isUtf8 } from 'node:buffer';
import { HeaderMap } from '@apollo/server';
import type { ApolloServer, HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { startDeadline } from '../../context';
import type { HubContext } from '../../context';
import { checkRequestForm } from './checkRequestForm';
import { refuse } from './refuse';
import { preventCsrf } from './preventCsrf';
import { traceOf } from '../../observe/trace/traceRequests';
import { AnswerWork } from '../../engine/AnswerWork';
import { accountOf, viewerOf } from './createRequestGuard';

interface GraphqlRoute {
  readonly url: string;
  readonly methods: readonly ('GET' | 'POST')[];
  /** For one operation, in milliseconds. */
  readonly timeoutMs: number;
  /** Of a body. Without it, what the server takes. */
  readonly maxBodyBytes?: number;
  /** Whose pages may ask in a browser. */
  readonly corsOrigins?: readonly string[];
  readonly config?: FastifyContextConfig;
}

/**
 * Adds a route at which Apollo Server answers (GraphQL over HTTP). The form of a request is checked here, so that all that
 * has not the right one is answered alike, and the prevention of cross-site requests of Apollo Server is not needed.
 */
export async function registerGraphql(
  server: FastifyInstance,
  apollo: ApolloServer<HubContext>,
  { url, methods, timeoutMs, maxBodyBytes, corsOrigins = [], config = {} }: GraphqlRoute,
): Promise<void> {
  await server.register((scope, _options, done) => {
    readJsonAlone(scope);
    scope.route({
      method: [...methods],
      url,
      // It would do the work of a GET, and keep it to itself.
      exposeHeadRoute: false,
      ...(maxBodyBytes !== undefined && { bodyLimit: maxBodyBytes }),
      config,
      onRequest: [checkRequestForm, preventCsrf(corsOrigins)],
      preHandler: checkBody,
      handler: async (request, reply) => {
        const {
          headers,
          body,
          status = 200,
        } = await apollo.executeHTTPGraphQLRequest({
          httpGraphQLRequest: toGraphqlRequest(request),
          context: () => Promise.resolve(createContext(request, reply, timeoutMs)),
        });
        if (body.kind !== 'complete') throw new Error('An answer in parts is not known here.');
        return reply.code(status).headers(Object.fromEntries(headers)).send(body.string);
      },
    });
    done();
  });
}

/** Text that is no UTF-8 would be searched for as something else. */
function readJsonAlone(scope: FastifyInstance): void {
  const parse = scope.getDefaultJsonParser('error', 'error');
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (isUtf8(body)) void parse(request, body.toString(), done);
    else done(Object.assign(new Error('The body is not in UTF-8.'), { statusCode: 400 }));
  });
}

/** The hook `preHandler` that refuses a body which is no object. Of what stands in one, Apollo Server knows. */
function checkBody({ method, body }: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const wrong = method === 'POST' ? describeBody(body) : undefined;
  if (wrong === undefined) done();
  else refuse(reply, { status: 400, message: `${wrong} Send a JSON object with "query" in it.`, code: 'BAD_REQUEST' });
}

function describeBody(body: unknown): string | undefined {
  if (body === undefined) return 'The request has no body.';
  if (Array.isArray(body)) return 'The body is a list, and one request can hold one operation only.';
  if (typeof body !== 'object' || body === null) return `The body is ${body === null ? 'null' : `a ${typeof body}`}.`;
  return Object.keys(body).length === 0 ? 'The body is an empty object.' : undefined;
}

function toGraphqlRequest({ method, url, headers, body }: FastifyRequest): HTTPGraphQLRequest {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return { method, headers: map, search: searchOf(url), body: namedOrNot(body) };
}

/** Without the parameters that have no value: libraries send them all. */
function searchOf(url: string): string {
  const given = new URLSearchParams(url.replace(/^[^?]*/, ''));
  return `?${new URLSearchParams([...given].filter(([, value]) => value !== '')).toString()}`;
}

/** The empty name of an operation is none. */
function namedOrNot(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('operationName' in body)) return body;
  return body.operationName === '' ? { ...body, operationName: null } : body;
}

/** The context of a request that came in just now, which is over when its connection is or `timeoutMs` have passed. */
function createContext(request: FastifyRequest, reply: FastifyReply, timeoutMs: number): HubContext {
  const deadline = startDeadline(timeoutMs);
  // Comes after the answer, and when the client leaves before it: either way nobody waits any more.
  reply.raw.once('close', () => {
    deadline.end();
  });
  const whenSent: (() => void)[] = [];
  reply.raw.once('finish', () => {
    for (const run of whenSent) run();
  });
  return {
    viewer: viewerOf(request),
    account: accountOf(request),
    deadline,
    work: new AnswerWork(deadline),
    whenSent,
    ...traceOf(request),
  };
}
