import { ApolloServer } from '@apollo/server';
import type { ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import fastifyCors from '@fastify/cors';
import fastifyHelmet from '@fastify/helmet';
import { fastify } from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { startDeadline } from './context';
import type { HubContext } from './context';
import { createGateway } from './federation/createGateway';
import type { GatewayOptions } from './federation/createGateway';
import { createFormatError } from './formatError';
import { answerHttpErrors } from './http/answerHttpErrors';
import { checkOperation } from './http/checkOperation';
import { createRequestGuard, viewerOf } from './http/createRequestGuard';
import type { RequestGuard } from './http/createRequestGuard';
import { createRequestTrace } from './http/createRequestTrace';
import { dropValueCompletion } from './http/dropValueCompletion';
import { registerHealthRoutes } from './http/registerHealthRoutes';
import type { Phase } from './http/registerHealthRoutes';
import { createOperationRules } from './limits/createOperationRules';
import type { LimitsConfig } from './limits/LimitsConfig';
import { NO_LIMITS } from './limits/LimitsConfig';
import { everybodyAnonymous } from './sign-in/createSignIn';
import type { SignIn } from './sign-in/createSignIn';
import { startTrace } from './trace/startTrace';

export interface SupergraphServerOptions extends GatewayOptions {
  /** For one query, in milliseconds. */
  readonly timeoutMs: number;
  readonly phase: () => Phase;
  /** Tells who asks. Without it, everybody is anonymous. */
  readonly signIn?: SignIn;
  /** What clients may ask. Without it, there is no limit but on the size of a request. */
  readonly limits?: LimitsConfig;
  readonly plugins?: readonly ApolloServerPlugin<HubContext>[];
  /** Adds further routes, which may ask the API in process, and are to be guarded where they do. */
  readonly extend?: (server: FastifyInstance, apollo: ApolloServer<HubContext>, guard: RequestGuard) => Promise<void>;
}

export interface SupergraphServer {
  /** Resolves to the server's origin, such as `http://127.0.0.1:4000`. Port 0 chooses a free one. */
  listen(address: { readonly host: string; readonly port: number }): Promise<string>;
  /** Takes no new request, waits for those under way, then ends. */
  close(): Promise<void>;
}

/** Bytes of a request. A query for 100 nodes with every field has less than 20 KiB. */
const MAX_BODY_BYTES = 256 * 1024;
/** For a request to come in. */
const MAX_REQUEST_MS = 30_000;
const MAX_TOKENS = 5_000;

/** Puts any supergraph behind one HTTP server: `/graphql` and the health routes. Whose it is, is told by `buildService`. */
export async function createSupergraphServer(options: SupergraphServerOptions): Promise<SupergraphServer> {
  const { logger, limits = NO_LIMITS, signIn = everybodyAnonymous } = options;
  const server: FastifyInstance = fastify({
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: MAX_REQUEST_MS,
    forceCloseConnections: 'idle',
    trustProxy: limits.trustedProxies.length > 0 ? [...limits.trustedProxies] : false,
  });
  const trace = createRequestTrace(logger);
  const apollo = new ApolloServer<HubContext>({
    gateway: createGateway(options),
    plugins: [
      fastifyApolloDrainPlugin(server),
      trace.plugin,
      checkOperation,
      dropValueCompletion,
      ...(options.plugins ?? []),
      // Apollo's page loads scripts from elsewhere, and its reports go elsewhere.
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginCacheControlDisabled(),
    ],
    formatError: createFormatError(logger, trace.requestIdOf),
    logger,
    introspection: limits.introspection,
    validationRules: createOperationRules(limits),
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: MAX_TOKENS },
  });
  await apollo.start();

  let closing = false;
  server.addHook('onSend', (_request, reply, payload, done) => {
    // A connection that is kept after the last answer would hold up the end of the server.
    if (closing) void reply.header('connection', 'close');
    done(null, payload);
  });
  answerHttpErrors(server, logger);
  registerHealthRoutes(server, options.phase);
  // The pages set a content security policy of their own.
  await server.register(fastifyHelmet, { contentSecurityPolicy: false });
  if (limits.corsOrigins.length > 0) {
    await server.register(fastifyCors, { origin: [...limits.corsOrigins], methods: ['GET', 'POST'], maxAge: 600 });
  }
  const { requestsPerMinute } = limits;
  const guard = await createRequestGuard(server, { signIn, requestsPerMinute, logger });
  await options.extend?.(server, apollo, guard);
  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: guard,
    handler: fastifyApolloHandler(apollo, {
      context: (request, reply) => Promise.resolve(createContext(request, reply, options.timeoutMs)),
    }),
  });

  return {
    listen: async ({ host, port }) => {
      await server.listen({ host, port });
      const bound = server.server.address();
      if (bound === null || typeof bound === 'string') throw new Error('The server listens on no port.');
      return `http://${host.includes(':') ? `[${host}]` : host}:${bound.port}`;
    },
    close: () => {
      closing = true;
      return apollo.stop();
    },
  };
}

function createContext(request: FastifyRequest, reply: FastifyReply, timeoutMs: number): HubContext {
  const deadline = startDeadline(timeoutMs);
  // Comes after the answer, and when the client leaves before it: either way nobody waits any more.
  reply.raw.once('close', () => {
    deadline.end();
  });
  return { viewer: viewerOf(request), deadline, ...startTrace(request.headers.traceparent) };
}
