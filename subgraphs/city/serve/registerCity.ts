// Decorators write metadata while the classes behind these imports are loaded.
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { Tracer } from '@opentelemetry/api';
import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { Seal } from '../../serving/Seal';
import { parseTraceparent } from '../../serving/tracing/traceparent';
import { createCityContext } from '../answer/context';
import { createTokenVerifier } from '../auth/createTokenVerifier';
import { HubKeys } from '../auth/HubKeys';
import { comesInPlainText } from '../auth/parseTrust';
import { requireToken, viewerOf } from '../auth/requireToken';
import type { TokenCheck } from '../auth/requireToken';
import type { CityConfig } from '../config';
import { checkDatabase } from '../database/checkDatabase';
import { connect, createDataSource } from '../database/createDataSource';
import { checkRoleLimits } from '../database/DatabaseLimits';
import { withDeadline } from '../database/RequestStatements';
import type { TakeTurn } from '../database/RequestStatements';
import { checkRuntimeRole } from '../database/runtimeRole';
import type { SharedConnections } from '../database/SharedConnections';
import { startRetention } from '../disclosure/disclosureLog';
import { ErasedFile } from '../erasure/ErasedFile';
import { embeddedOperations } from '../operations/Operations';
import { addHealthRoutes } from './addHealthRoutes';
import type { CityMetrics } from './metrics';
import { observeRequests } from './observeRequests';
import { openRelay } from './relay/openRelay';
import type { CityRelay } from './relay/openRelay';
import { keepDeadlines } from './requestDeadlines';
import { serializeError } from './serializeError';
import { startApollo } from './startApollo';
import { traceRequests } from './traceRequests';

/** What a city has of the server in which it answers. */
export interface CitySurroundings {
  /** Every line of it gets the city's slug. */
  readonly logger: Logger;
  /** Records requests; without it, nothing is recorded. */
  readonly tracer?: Tracer | undefined;
  readonly metrics: CityMetrics;
  readonly draining: { readonly isDraining: boolean };
  /** Bounds its connections to the database together with those of other cities. */
  readonly connections?: SharedConnections;
  /** Divides the event loop between cities. */
  readonly takeTurn?: TakeTurn;
  /** Rejects where the city's database is not to be served here. */
  readonly admit?: (dataSource: DataSource) => Promise<void>;
}

/** A city that answers on an app. */
export interface RegisteredCity {
  readonly cityId: string;
  readonly logger: Logger;
  /**
   * Takes the hub's calls from the relay as well, if the settings name one. To be called when the app answers.
   *
   * @param url where that is
   */
  dialOut(url: string): void;
  /** Takes no more calls from the relay, and ends once those under way were answered. */
  hangUp(): Promise<void>;
  /** Closes the app and gives the database's connections back, once what is under way was answered. */
  close(): Promise<void>;
}

/** References to a thousand records make 100 kB; nobody needs to ask for more at once. */
const BODY_LIMIT_BYTES = 1024 * 1024;
/** For a request to arrive whole. */
export const REQUEST_TIMEOUT_MS = 30_000;

/**
 * Makes an app answer for one city, at `/graphql` and `/health/`, from the city's database. Several may be in one process,
 * each with an app of its own.
 *
 * @param app as `createCityApp` makes it. When this rejects, it is closed
 * @throws DatabaseNotReadyError when the schema is not there or the data is another city's
 * @throws ErasedFileError when the database lacks marks of erased persons; else what the database or the file with the
 *   hub's keys says.
 */
export async function registerCity(
  app: FastifyInstance,
  config: CityConfig,
  { logger: parentLogger, tracer, metrics, draining, connections, takeTurn, admit }: CitySurroundings,
): Promise<RegisteredCity> {
  const { cityId, operations = embeddedOperations } = config;
  const logger = parentLogger.child({ city: cityId }, { serializers: { err: serializeError } });
  const warnOfConnection = (error: Error): void => {
    logger.warn({ err: error }, 'an idle database connection broke');
  };
  const dataSource = createDataSource(config.databaseUrl, warnOfConnection, operations.limits, connections);
  try {
    await connect(dataSource);
    await checkDatabase(dataSource, cityId);
    await admit?.(dataSource);
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
    const figures = metrics.of({ cityId, dataSource, hubKeys });
    handleErrors(app, logger);
    // Before the tokens are checked, to see the requests that are refused.
    const observer = observeRequests(app, logger, figures.onRequest);
    const spans = tracer && traceRequests(app, tracer, observer.askedBy);
    const deadlineOf = keepDeadlines(app, takeTurn);
    requireToken(app, hubKeys && tokenCheckOf(hubKeys, config), logger);
    const apollo = await startApollo(app, observer, spans, logger);
    addHealthRoutes(app, dataSource, draining, logger);
    app.post(
      '/graphql',
      fastifyApolloHandler(apollo, {
        context: (request) =>
          Promise.resolve({
            ...createCityContext(
              cityId,
              withDeadline(dataSource, deadlineOf(request), takeTurn),
              viewerOf(request),
              request.id,
              settings,
            ),
            asked: observer.askedBy(request),
            span: spans?.spanOf(request),
          }),
      }),
    );
    await app.ready();
    const retention = startRetention(dataSource, config.disclosureDays, logger);
    let relay: CityRelay | undefined;
    return {
      cityId,
      logger,
      dialOut: (url) => {
        relay = config.relay && openRelay(config.relay, { cityId, url, hubKeys, logger });
        if (relay) figures.onRelay(relay);
      },
      hangUp: async () => {
        await relay?.close();
      },
      close: async () => {
        figures.end();
        try {
          // Drains the HTTP server first, through its plugin.
          await apollo.stop();
          await retention.stop();
        } finally {
          await dataSource.destroy();
        }
      },
    };
  } catch (error) {
    await app.close();
    if (dataSource.isInitialized) await dataSource.destroy();
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

/** An app for one city, as `registerCity` takes it. */
export function createCityApp(): FastifyInstance {
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
  return app;
}

function handleErrors(app: FastifyInstance, logger: Logger): void {
  app.setErrorHandler<Error & { readonly statusCode?: number }>((error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) {
      logger.error({ requestId: request.id, err: error }, 'a request failed');
    }
    void reply.code(status).send({ error: status < 500 ? error.message : 'Internal error.' });
  });
}

/** By what a request is called in logs: the trace id of its `traceparent`, so that the hub's log knows it too. */
function requestIdOf({ headers: { traceparent } }: Pick<IncomingMessage, 'headers'>): string {
  return parseTraceparent(traceparent)?.traceId ?? randomBytes(16).toString('hex');
}
