// Decorators write metadata while the classes behind these imports are loaded.
import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import { fastify } from 'fastify';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { addHealthRoutes } from './addHealthRoutes';
import { buildCitySchema } from './buildCitySchema';
import type { CityConfig } from './config';
import type { CityContext } from './context';
import { createCityContext } from './context';
import { checkDatabase } from './database/checkDatabase';
import { createDataSource } from './database/createDataSource';
import { maskError } from './maskError';

/** A city that answers. */
export interface CityServer {
  readonly cityId: string;
  /** Where its GraphQL is, such as `http://127.0.0.1:4001/graphql`. */
  readonly url: string;
  /** Ends: answers what is under way, takes nothing more, and gives the database's connections back. */
  close(): Promise<void>;
}

/** References to a thousand records make 100 kB; nobody needs to ask for more at once. */
const BODY_LIMIT_BYTES = 1024 * 1024;
/** For a request to arrive whole. */
const REQUEST_TIMEOUT_MS = 30_000;

/**
 * Serves one city from its database, and listens when it resolves. Several may run in one process.
 *
 * @throws DatabaseNotReadyError when the schema is not there or the data is another city's; else what the database or
 *   the network says.
 */
export async function createCityServer(config: CityConfig, parentLogger: Logger): Promise<CityServer> {
  const { cityId } = config;
  // The parameters of a failed statement may be what somebody searched for.
  const logger = parentLogger.child({ city: cityId }, { redact: ['err.parameters'] });
  const dataSource = createDataSource(config.databaseUrl, (error) => {
    logger.warn({ err: error }, 'an idle database connection broke');
  });
  await dataSource.initialize();
  try {
    await checkDatabase(dataSource, cityId);
    const app = createApp(logger);
    const apollo = await startApollo(app, logger);
    addHealthRoutes(app, dataSource, logger);
    app.post(
      '/graphql',
      fastifyApolloHandler(apollo, { context: () => Promise.resolve(createCityContext(cityId, dataSource)) }),
    );
    await app.listen({ host: config.host, port: config.port });
    const url = graphqlUrl(app);
    logger.info({ url }, 'serving');

    let closing: Promise<void> | undefined;
    return { cityId, url, close: () => (closing ??= close(apollo, dataSource)) };
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
}

function createApp(logger: Logger): FastifyInstance {
  const app = fastify({ bodyLimit: BODY_LIMIT_BYTES, requestTimeout: REQUEST_TIMEOUT_MS });
  app.setErrorHandler<Error & { readonly statusCode?: number }>((error, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) {
      logger.error({ err: error }, 'a request failed');
    }
    void reply.code(status).send({ error: status < 500 ? error.message : 'Internal error.' });
  });
  return app;
}

async function startApollo(app: FastifyInstance, logger: Logger): Promise<ApolloServer<CityContext>> {
  const apollo = new ApolloServer<CityContext>({
    schema: await buildCitySchema(),
    logger,
    // The contract is public, and the hub examines it.
    introspection: true,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: (formatted, error) =>
      maskError(formatted, error, (hidden) => {
        logger.error({ err: hidden, path: formatted.path }, 'a field failed');
      }),
    plugins: [
      fastifyApolloDrainPlugin(app),
      ApolloServerPluginLandingPageDisabled(),
      // It would tell errors, unmasked, to whoever asks for a trace.
      ApolloServerPluginInlineTraceDisabled(),
    ],
  });
  await apollo.start();
  return apollo;
}

function graphqlUrl(app: FastifyInstance): string {
  const { address, family, port } = app.server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}/graphql`;
}

async function close(apollo: ApolloServer<CityContext>, dataSource: DataSource): Promise<void> {
  try {
    // Drains the HTTP server first, through its plugin.
    await apollo.stop();
  } finally {
    await dataSource.destroy();
  }
}
