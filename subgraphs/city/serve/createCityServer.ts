// Decorators write metadata while the classes behind these imports are loaded.
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { Tracer } from '@opentelemetry/api';
import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { Seal } from '../../serving/Seal';
import { parseTraceparent } from '../../serving/tracing/traceparent';
import { createCityContext } from '../answer/context';
import type { CityContext } from '../answer/context';
import { createTokenVerifier } from '../auth/createTokenVerifier';
import { HubKeys } from '../auth/HubKeys';
import { comesInPlainText } from '../auth/parseTrust';
import { requireToken, viewerOf } from '../auth/requireToken';
import type { TokenCheck } from '../auth/requireToken';
import type { CityConfig } from '../config';
import { checkDatabase } from '../database/checkDatabase';
import { connect, createDataSource } from '../database/createDataSource';
import { checkRoleLimits } from '../database/DatabaseLimits';
import { readDeadline } from '../database/Deadline';
import { withDeadline } from '../database/RequestStatements';
import { checkRuntimeRole } from '../database/runtimeRole';
import { startRetention } from '../disclosure/disclosureLog';
import type { Retention } from '../disclosure/disclosureLog';
import { ErasedFile } from '../erasure/ErasedFile';
import { embeddedOperations } from '../operations/Operations';
import { addHealthRoutes } from './addHealthRoutes';
import { Draining } from './Draining';
import { createMetrics, serveMetrics } from './metrics';
import { observeRequests } from './observeRequests';
import { openRelay } from './relay/openRelay';
import { serializeError } from './serializeError';
import { startApollo } from './startApollo';
import { traceRequests } from './traceRequests';

/** A city that answers. */
export interface CityServer {
  readonly cityId: string;
  /** Where its GraphQL is, such as `http://127.0.0.1:4001/graphql`. */
  readonly url: string;
  /** Where its figures are, if it tells any. */
  readonly metricsUrl: string | null;
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
 * @param tracer records requests; without it, nothing is recorded
 * @throws DatabaseNotReadyError when the schema is not there or the data is another city's
 * @throws ErasedFileError when the database lacks marks of erased persons; else what the database, the network or the file
 *   with the hub's keys says.
 */
export async function createCityServer(config: CityConfig, parentLogger: Logger, tracer?: Tracer): Promise<CityServer> {
  const { cityId, operations = embeddedOperations } = config;
  const logger = parentLogger.child({ city: cityId }, { serializers: { err: serializeError } });
  const warnOfConnection = (error: Error): void => {
    logger.warn({ err: error }, 'an idle database connection broke');
  };
  const dataSource = createDataSource(config.databaseUrl, warnOfConnection, operations.limits);
  await connect(dataSource);
  const app = createApp(logger);
  try {
    await checkDatabase(dataSource, cityId);
    if (config.erasedFile != null) await new ErasedFile(config.erasedFile).check(dataSource.manager);
    if (operations.limits.isTransactionPooled === true) await checkRoleLimits(dataSource, operations.limits, logger);
    if (operations.roleCheck !== null) await checkRuntimeRole(dataSource, operations.roleCheck, logger);
    const hubKeys = await openHubKeys(config, logger);
    const settings = {
      seal: openSeal(config, logger),
      minCount: config.minCount ?? 1,
      recordsWithHits: config.recordsWithHits ?? true,
      mostMatches: config.mostMatches,
    };
    const draining = new Draining(app);
    const metrics = createMetrics(cityId, dataSource, hubKeys);
    // Before the tokens are checked, to see the requests that are refused.
    const observer = observeRequests(app, logger, metrics.onRequest);
    const spans = tracer && traceRequests(app, tracer, observer.askedBy);
    requireToken(app, hubKeys && tokenCheckOf(hubKeys, config), logger);
    const apollo = await startApollo(app, observer, spans, logger);
    addHealthRoutes(app, dataSource, draining, logger);
    app.post(
      '/graphql',
      fastifyApolloHandler(apollo, {
        context: (request, reply) =>
          Promise.resolve({
            ...createCityContext(
              cityId,
              withDeadline(dataSource, readDeadline(request, reply.raw)),
              viewerOf(request),
              request.id,
              settings,
            ),
            asked: observer.askedBy(request),
            span: spans?.spanOf(request),
          }),
      }),
    );
    const metricsUrl = operations.metrics === null ? null : await serveMetrics(metrics, operations.metrics, app);
    await app.listen({ host: config.host, port: config.port });
    const retention = startRetention(dataSource, config.disclosureDays, logger);
    const url = graphqlUrl(app);
    const relay = config.relay && openRelay(config.relay, { cityId, url, hubKeys, logger });
    if (relay) metrics.onRelay(relay);
    logger.info({ url, metricsUrl }, 'serving');

    let closing: Promise<void> | undefined;
    const end = async (): Promise<void> => {
      await relay?.close();
      await draining.drain(operations.graceMs);
      await close(apollo, retention, dataSource);
    };
    return { cityId, url, metricsUrl, close: () => (closing ??= end()) };
  } catch (error) {
    await app.close();
    await dataSource.destroy();
    throw error;
  }
}

/** Whoever runs a relay could put another question in the place of one whose token is bound to none. */
function tokenCheckOf(hubKeys: HubKeys, { cityId, relay }: CityConfig): TokenCheck {
  return {
    verify: createTokenVerifier(hubKeys, cityId),
    requiresBinding: hubKeys.trust.requiresBinding === true || relay !== undefined,
  };
}

/** Null when everybody is answered. */
async function openHubKeys({ trust }: CityConfig, logger: Logger): Promise<HubKeys | null> {
  if (trust.kind === 'signed') {
    if (comesInPlainText(trust.jwks)) {
      logger.warn(
        { jwks: trust.jwks },
        'HUB_JWKS is not an address with https: WHOEVER CHANGES THE KEYS ON THEIR WAY CAN ASK THIS CITY ANYTHING.',
      );
    }
    return await HubKeys.open(trust, logger);
  }
  logger.warn(
    'CITY_ALLOW_UNSIGNED is true: WHOEVER REACHES THIS PORT IS ANSWERED. Never use this but for development.',
  );
  return null;
}

/** With `CITY_CURSOR_KEYS` all servers of a city take each other's cursors, and those from before a restart. */
function openSeal({ cursorKeys = null }: CityConfig, logger: Logger): Seal {
  if (cursorKeys !== null) return new Seal(cursorKeys);
  logger.warn(
    'CITY_CURSOR_KEYS is not set: cursors are sealed with a key of this process, so that no other server takes them, nor this one after a restart',
  );
  return Seal.ofProcess();
}

function createApp(logger: Logger): FastifyInstance {
  const app = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    genReqId: requestIdOf,
    // What still arrives while the server ends is answered.
    return503OnClosing: false,
  });
  app.addHook('onRequest', (_request, reply, done) => {
    // What an answer may say depends on for whom the hub asks.
    void reply.headers({ 'cache-control': 'private, no-store', vary: 'Authorization' });
    done();
  });
  app.setErrorHandler<Error & { readonly statusCode?: number }>((error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) {
      logger.error({ requestId: request.id, err: error }, 'a request failed');
    }
    void reply.code(status).send({ error: status < 500 ? error.message : 'Internal error.' });
  });
  return app;
}

function graphqlUrl(app: FastifyInstance): string {
  const { address, family, port } = app.server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}/graphql`;
}

async function close(apollo: ApolloServer<CityContext>, retention: Retention, dataSource: DataSource): Promise<void> {
  try {
    // Drains the HTTP server first, through its plugin.
    await apollo.stop();
    await retention.stop();
  } finally {
    await dataSource.destroy();
  }
}

/** By what a request is called in logs: the trace id of its `traceparent`, so that the hub's log knows it too. */
function requestIdOf({ headers: { traceparent } }: Pick<IncomingMessage, 'headers'>): string {
  return parseTraceparent(traceparent)?.traceId ?? randomBytes(16).toString('hex');
}
