import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { isLoopback } from '../../subgraphs/serving/isLoopback';
import { accountOf, viewerOf } from '../front/http/createRequestGuard';
import { originOf } from '../front/http/originOf';
import { refuse } from '../front/http/refuse';
import { traceOf } from '../observe/trace/traceRequests';
import { signalOf } from '../web/createApolloQuery';
import type { Query } from '../web/Query';
import { createAssistantServer } from './createAssistantServer';

interface AssistantsOptions {
  readonly query: Query;
  /** Whose pages may ask in a browser. */
  readonly corsOrigins: readonly string[];
  /** Who gives tokens to members; undefined where nobody can sign in. */
  readonly issuer: string | undefined;
  readonly logger: Logger;
}

/** Where a client looks that knows nothing but the address of the tools (RFC 9728, section 3.1). */
const METADATA = '/.well-known/oauth-protected-resource/mcp';

/** Of one message. */
const MAX_BODY_BYTES = 64 * 1024;

/**
 * `POST /mcp`: the hub's tools for assistants, by the Model Context Protocol (streamable HTTP, without sessions). Who sends a token
 * is told what members may see, and each call is charged as any other question. `/.well-known/oauth-protected-resource` says who
 * gives tokens (RFC 9728).
 */
export function registerAssistants(fastify: FastifyInstance, options: AssistantsOptions): void {
  const { issuer, corsOrigins, query, logger } = options;
  const listed = new Set(corsOrigins);

  const config = { resourceMetadata: METADATA };
  fastify.post('/mcp', { bodyLimit: MAX_BODY_BYTES, config }, async (request, reply) => {
    const { origin } = request.headers;
    // A page that has a browser take its own name for the hub's must not ask for whom the browser speaks (DNS rebinding).
    if (origin !== undefined && !listed.has(origin) && !isOwn(origin, request)) {
      return refuse(reply, { status: 403, message: 'Pages of this origin may not ask here.', code: 'BAD_REQUEST' });
    }
    if (Array.isArray(request.body)) {
      return refuse(reply, { status: 400, message: 'One request can hold one message only.', code: 'BAD_REQUEST' });
    }
    const server = createAssistantServer({
      query: (operation, how) =>
        query(operation, { ...how, viewer: viewerOf(request), account: accountOf(request), trace: traceOf(request) }),
      signal: signalOf(reply),
      origin: originOf(request),
      onFailure: (cause) => {
        logger.error({ requestId: request.id, err: cause }, 'an assistant had no answer');
      },
    });
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
    await server.connect(transport);
    try {
      return await send(reply, await transport.handleRequest(toWebRequest(request), { parsedBody: request.body }));
    } finally {
      await server.close();
    }
  });

  for (const path of [METADATA, METADATA.replace(/\/mcp$/, '')]) {
    fastify.get(path, (request, reply) =>
      reply.header('cache-control', 'public, no-cache').send({
        resource: `${originOf(request)}/mcp`,
        resource_name: 'Hanse',
        ...(issuer !== undefined && { authorization_servers: [issuer] }),
        bearer_methods_supported: ['header'],
      }),
    );
  }
}

/** Whether a page comes from this hub on this machine itself: elsewhere any name can be made to lead here. */
function isOwn(origin: string, request: FastifyRequest): boolean {
  return origin === originOf(request) && isLoopback(new URL(origin).hostname);
}

function toWebRequest({ headers, method }: FastifyRequest): Request {
  const given = Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
  // The address stands for nothing: the transport does not look at it.
  return new Request('http://localhost/mcp', { method, headers: given as [string, string][] });
}

async function send(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  const body = await response.text();
  const type = response.headers.get('content-type');
  if (type !== null) void reply.type(type);
  return reply.code(response.status).send(body);
}
