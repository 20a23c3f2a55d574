import { createHash, timingSafeEqual } from 'node:crypto';
import { ApolloServer } from '@apollo/server';
import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { DocumentStore } from '../../../subgraphs/serving/DocumentStore';
import type { HubContext } from '../../context';
import { createFormatError } from '../formatError';
import { createRequestTrace } from '../http/createRequestTrace';
import { disableExtras } from '../http/apolloPlugins';
import { refuse } from '../http/refuse';
import { registerGraphql } from '../http/registerGraphql';

export interface SubgraphRoutes {
  /** The hub's subgraphs by name. */
  readonly schemas: Readonly<Record<string, GraphQLSchema>>;
  /** Whoever bears it may ask. */
  readonly token: string;
  /** For one operation, in milliseconds. */
  readonly timeoutMs: number;
  readonly plugins?: readonly ApolloServerPlugin<HubContext>[];
  readonly logger: Logger;
}

/** Representations and the operations of planners are larger than what clients write. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;
const MAX_TOKENS = 20_000;

/**
 * `POST /subgraphs/<name>`: the hub's subgraphs over HTTP, for another engine that runs the exported supergraph. It shows
 * the token as a bearer token (RFC 6750), and its viewer is anonymous: who its clients are is its own knowledge, and how
 * often they ask is for it to limit. Whoever does not have the token is counted as any other client.
 */
export async function registerSubgraphRoutes(
  server: FastifyInstance,
  { schemas, token, timeoutMs, plugins = [], logger }: SubgraphRoutes,
): Promise<void> {
  const trace = createRequestTrace();
  const servers = await Promise.all(
    Object.entries(schemas).map(async ([name, schema]) => {
      const apollo = new ApolloServer<HubContext>({
        schema,
        documentStore: new DocumentStore(),
        plugins: [trace.plugin, ...plugins, ...disableExtras()],
        formatError: createFormatError(logger, trace.requestIdOf),
        logger,
        introspection: false,
        persistedQueries: false,
        csrfPrevention: false,
        includeStacktraceInErrorResponses: false,
        stopOnTerminationSignals: false,
        parseOptions: { maxTokens: MAX_TOKENS },
      });
      await apollo.start();
      return [name, apollo] as const;
    }),
  );
  await server.register(async (routes) => {
    const isEngine = bearerCheck(token);
    routes.addHook('onRequest', (request, reply, done) => {
      if (isEngine(request)) {
        done();
        return;
      }
      refuse(reply, {
        status: 401,
        message: "A token for the hub's subgraphs is needed.",
        code: 'UNAUTHENTICATED',
        headers: { 'www-authenticate': 'Bearer' },
      });
    });
    for (const [name, apollo] of servers) {
      await registerGraphql(routes, apollo, {
        url: `/subgraphs/${name}`,
        methods: ['POST'],
        timeoutMs,
        maxBodyBytes: MAX_BODY_BYTES,
        config: { isUnguarded: isEngine },
      });
    }
    routes.addHook('onClose', async () => {
      await Promise.all(servers.map(([, apollo]) => apollo.stop()));
    });
  });
}

/** Tells whether a request bears a token; how long that takes tells nothing of it. */
function bearerCheck(token: string): (request: FastifyRequest) => boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const expected = digest(token);
  return ({ headers }) => {
    const [, given] = /^bearer +(\S+) *$/i.exec(headers.authorization ?? '') ?? [];
    return given !== undefined && timingSafeEqual(digest(given), expected);
  };
}
