import { maxHeaderSize } from 'node:http';
import { ApolloServer } from '@apollo/server';
import type { ApolloServerPlugin } from '@apollo/server';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import fastifyAccepts from '@fastify/accepts';
import fastifyCors from '@fastify/cors';
import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';
import { DocumentStore } from '../../subgraphs/serving/DocumentStore';
import type { HubContext } from '../context';
import { createGateway } from '../engine/createGateway';
import type { Gateway, GatewayOptions } from '../engine/createGateway';
import { createFormatError, nameTokenCount } from './formatError';
import {
  answerClientError,
  answerHttpErrors,
  answerOptions,
  LONG_ADDRESS,
  requireHost,
  rewriteUnreadableUrl,
} from './http/answerHttpErrors';
import type { LongAddressAnswer } from './http/answerHttpErrors';
import { answerPlainJson, disableExtras, releaseSentAnswers } from './http/apolloPlugins';
import { checkDocument, createOperationRules } from './limits/checkDocument';
import { checkOperation } from './limits/checkOperation';
import { compressAnswers } from './http/compressAnswers';
import { cutOffStalled } from './http/cutOffStalled';
import { createRequestGuard } from './http/createRequestGuard';
import type { RequestGuardOptions } from './http/createRequestGuard';
import { createRequestTrace } from './http/createRequestTrace';
import { EXPOSED_HEADERS } from './http/exposedHeaders';
import { prepareDrain } from './http/prepareDrain';
import type { DrainTimes } from './http/prepareDrain';
import { registerGraphql } from './http/registerGraphql';
import { registerHealthRoutes } from './http/openRoutes';
import type { Phase } from './http/openRoutes';
import { setCacheControl } from './http/cacheControl';
import type { ListSizeOf } from './limits/createListSizes';
import { NO_LIMITS } from './limits/LimitsConfig';
import type { LimitsConfig } from './limits/LimitsConfig';
import type { PlanCacheStatistics } from '../observe/metrics/watchedMetrics';
import { everybodyAnonymous } from './sign-in/createSignIn';
import type { SignIn } from './sign-in/createSignIn';
import type { Sessions } from './sign-in/Sessions';
import { traceRequests } from '../observe/trace/traceRequests';
import { stringifyAnswer } from '../engine/stringifyAnswer';
import type { RequestTracing } from '../observe/trace/traceRequests';

export interface SupergraphServerOptions extends GatewayOptions {
  /** For one query, in milliseconds. */
  readonly timeoutMs: number;
  /** For a request to come in, and for a reader who takes nothing of an answer, in milliseconds; whoever takes longer is cut off. */
  readonly requestTimeoutMs?: number;
  readonly phase: () => Phase;
  /** Tells who asks. Without it, everybody is anonymous. */
  readonly signIn?: SignIn;
  /** Of people on the pages. Without them, nobody can sign in there. */
  readonly sessions?: Sessions | undefined;
  /** What clients may ask. Without it, there is no limit but on the size of a request. */
  readonly limits?: LimitsConfig;
  /** How long lists without pages are, where that is known. */
  readonly listSizeOf?: ListSizeOf;
  /** What one request may cost, in points. */
  readonly maxCost?: number;
  /** Is told of points that were taken or refused, and of the count that hubs share. */
  readonly watchLimit?: RequestGuardOptions['watch'];
  readonly plugins?: readonly ApolloServerPlugin<HubContext>[];
  /** Operations that clients are known to send: these are planned at the start. */
  readonly knownOperations?: Iterable<string>;
  /** Records requests. */
  readonly tracer?: RequestTracing['tracer'];
  /** Is told of requests. */
  readonly onRequest?: RequestTracing['onRequest'];
  /** Adds further routes, which may ask the API in process. */
  readonly extend?: (server: FastifyInstance, apollo: ApolloServer<HubContext>) => Promise<void>;
}

export interface SupergraphServer {
  /** Resolves to the server's origin, such as `http://127.0.0.1:4000`. Port 0 chooses a free one. */
  listen(address: { readonly host: string; readonly port: number }): Promise<string>;
  /** Takes no new connection, answers what comes in over those that are open, then ends. */
  close(times?: Partial<DrainTimes>): Promise<void>;
  /** Starts ahead what the first large query would have to wait for. */
  warmUp(): void;
  /** How plans of queries are kept. */
  readonly planCache: PlanCacheStatistics;
}

/** Bytes of a request. A query for 100 nodes with every field has less than 20 KiB. */
const MAX_BODY_BYTES = 256 * 1024;
/** For a request to come in, or something of an answer to be taken, and how often the former is looked after. */
const MAX_REQUEST_MS = 30_000;
const CHECK_REQUESTS_MS = 5_000;
/** For answers under way when the server ends. */
const MAX_ANSWER_MS = 10_000;
const MAX_TOKENS = 5_000;
/** Of one document: to find where each stands takes longer than to validate the rest. */
const MAX_VALIDATION_ERRORS = 20;

/** Puts any supergraph behind one HTTP server: `/graphql` and the health routes. Whose it is, is told by `buildService`. */
export async function createSupergraphServer(options: SupergraphServerOptions): Promise<SupergraphServer> {
  const {
    logger,
    limits = NO_LIMITS,
    signIn = everybodyAnonymous,
    sessions,
    requestTimeoutMs = MAX_REQUEST_MS,
  } = options;
  const server: FastifyInstance = fastify({
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: requestTimeoutMs,
    http: {
      headersTimeout: requestTimeoutMs,
      // Node's refusal has no body; see `requireHost`.
      requireHostHeader: false,
      connectionsCheckingInterval: Math.min(CHECK_REQUESTS_MS, requestTimeoutMs),
    },
    forceCloseConnections: 'idle',
    // What still comes in over an open connection is answered.
    return503OnClosing: false,
    rewriteUrl: rewriteUnreadableUrl,
    // What is longer than that the router would refuse by itself, before any hook: uncounted, without headers, and not for people.
    routerOptions: { maxParamLength: maxHeaderSize },
    clientErrorHandler: (error, socket) => {
      const answerLongAddress = server.hasDecorator(LONG_ADDRESS)
        ? server.getDecorator<LongAddressAnswer>(LONG_ADDRESS)
        : undefined;
      answerClientError(error, socket, answerLongAddress);
    },
    trustProxy: limits.trustedProxies.length > 0 ? [...limits.trustedProxies] : false,
  });
  traceRequests(server, { tracer: options.tracer, onRequest: options.onRequest, logger });
  const trace = createRequestTrace();
  const gateway = createGateway(options);
  const apollo = new ApolloServer<HubContext>({
    gateway,
    documentStore: new DocumentStore(),
    plugins: [
      fastifyApolloDrainPlugin(server),
      trace.plugin,
      releaseSentAnswers,
      answerPlainJson,
      checkDocument(),
      checkOperation(options.listSizeOf ?? (() => undefined), options.maxCost ?? Infinity),
      ...(options.plugins ?? []),
      ...disableExtras(),
    ],
    formatError: nameTokenCount(createFormatError(logger, trace.requestIdOf)),
    logger,
    introspection: limits.introspection,
    // "Did you mean ..." tells the schema name by name.
    hideSchemaDetailsFromClientErrors: !limits.introspection,
    validationRules: createOperationRules(limits),
    validationOptions: { maxErrors: MAX_VALIDATION_ERRORS },
    // registerGraphql keeps pages of other sites out, and lets clients ask by GET.
    csrfPrevention: false,
    stringifyResult: stringifyAnswer,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: MAX_TOKENS },
  });
  await apollo.start();
  planAhead(gateway, options);

  const drain = prepareDrain(server);
  let closing = false;
  server.addHook('onSend', (_request, reply, payload, done) => {
    // A connection that is kept after the last answer would hold up the end of the server.
    if (closing || options.phase() === 'draining') void reply.header('connection', 'close');
    done(null, payload);
  });
  setCacheControl(server);
  answerHttpErrors(server, logger);
  // Expectations other than `100-continue` are not met, and need not be refused (RFC 9110, section 10.1.1).
  server.server.on('checkExpectation', (request, response) => server.server.emit('request', request, response));
  registerHealthRoutes(server, options.phase);
  cutOffStalled(server, requestTimeoutMs);
  await compressAnswers(server);
  // The pages set a content security policy of their own.
  await server.register(fastifyAccepts);
  // Made once: Fastify's plugin of that name makes it anew for each request, and with it what V8's collection has to keep.
  const protect = helmet({ contentSecurityPolicy: false });
  server.addHook('onRequest', (request, reply, done) => {
    protect(request.raw, reply.raw, () => {
      done();
    });
  });
  if (limits.corsOrigins.length > 0) {
    await server.register(fastifyCors, {
      origin: [...limits.corsOrigins],
      methods: ['GET', 'POST'],
      maxAge: 600,
      // It has said what it has to, and the request is counted as any other.
      preflightContinue: true,
      strictPreflight: false,
      exposedHeaders: EXPOSED_HEADERS,
    });
  }
  server.addHook(
    'onRequest',
    await createRequestGuard(server, { signIn, sessions, limits, watch: options.watchLimit, logger }),
  );
  server.addHook('onRequest', requireHost);
  server.addHook('onRequest', answerOptions);
  await options.extend?.(server, apollo);
  await registerGraphql(server, apollo, {
    url: '/graphql',
    methods: ['GET', 'POST'],
    timeoutMs: options.timeoutMs,
    corsOrigins: limits.corsOrigins,
  });

  return {
    listen: async ({ host, port }) => {
      await server.listen({ host, port });
      const bound = server.server.address();
      if (bound === null || typeof bound === 'string') throw new Error('The server listens on no port.');
      return `http://${host.includes(':') ? `[${host}]` : host}:${bound.port}`;
    },
    close: async ({ idleMs = 0, answerMs = MAX_ANSWER_MS } = {}) => {
      closing = true;
      await drain({ idleMs, answerMs });
      await apollo.stop();
    },
    warmUp: () => {
      gateway.warmUp();
    },
    planCache: gateway.plans,
  };
}

function planAhead(gateway: Gateway, { knownOperations = [], logger }: SupergraphServerOptions): void {
  for (const query of knownOperations) {
    try {
      gateway.planAhead(query);
    } catch (error) {
      // Whoever sends it is told the same.
      const reason = error instanceof Error ? error.message : String(error);
      logger.warn({ reason, query: query.slice(0, 200) }, 'a known operation does not fit the schema');
    }
  }
}
