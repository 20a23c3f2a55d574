import { createHash, timingSafeEqual } from 'node:crypto';
import { ApolloServer } from '@apollo/server';
import type { ApolloServerPlugin } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { HubContext } from '../context';
import { createFormatError } from '../formatError';
import { createContext } from '../http/createContext';
import { createRequestTrace } from '../http/createRequestTrace';
import { errorBody } from '../http/errorBody';
import { extrasOff } from '../http/extrasOff';

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
        plugins: [trace.plugin, ...plugins, ...extrasOff()],
        formatError: createFormatError(logger, trace.requestIdOf),
        logger,
        introspection: false,
        persistedQueries: false,
        includeStacktraceInErrorResponses: false,
        stopOnTerminationSignals: false,
        parseOptions: { maxTokens: MAX_TOKENS },
      });
      await apollo.start();
      return [name, apollo] as const;
    }),
  );
  await server.register((routes, _options, registered) => {
    const isEngine = bearerCheck(token);
    routes.addHook('onRequest', (request, reply, done) => {
      if (isEngine(request)) {
        done();
        return;
      }
      const refusal = errorBody("A token for the hub's subgraphs is needed.", 'UNAUTHENTICATED');
      void reply.code(401).header('www-authenticate', 'Bearer').send(refusal);
    });
    for (const [name, apollo] of servers) {
      routes.post(`/subgraphs/${name}`, {
        bodyLimit: MAX_BODY_BYTES,
        config: { isUnguarded: isEngine },
        handler: fastifyApolloHandler(apollo, {
          context: (request, reply) => Promise.resolve(createContext(request, reply, timeoutMs)),
        }),
      });
    }
    routes.addHook('onClose', async () => {
      await Promise.all(servers.map(([, apollo]) => apollo.stop()));
    });
    registered();
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
