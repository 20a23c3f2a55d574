import { setTimeout as sleep } from 'node:timers/promises';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { Tracer } from '@opentelemetry/api';
import { parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { MemberReads } from './observe/audit/MemberReads';
import { openAuditTrail } from './observe/audit/openAuditTrail';
import { createDirectorySchema } from '../subgraphs/directory/createDirectorySchema';
import type { Network } from '../subgraphs/directory/network/Network';
import { parseVocabulary } from '../subgraphs/directory/vocabulary/parseVocabulary';
import { shareInFlight } from '../subgraphs/search/ask/shareInFlight';
import { createSearchSchema } from '../subgraphs/search/createSearchSchema';
import type { SearchableNetwork } from '../subgraphs/search/SearchableNetwork';
import { Seal } from '../subgraphs/serving/Seal';
import { createSummaryStore } from '../subgraphs/search/summary/createSummaryStore';
import { createAdmission } from '../subgraphs/composing/createAdmission';
import { AnswerCache } from './front/cache/AnswerCache';
import { readCacheHints } from './front/cache/readCacheHints';
import { warnOfPlainText } from './cities/warnOfPlainText';
import { awaitArrival } from './cities/awaitArrival';
import { CityPaces, waitByPace } from './cities/CityPaces';
import { CityRegistry, describeLacking } from './cities/CityRegistry';
import type { CityState } from './cities/CityRegistry';
import { createCityClient } from './cities/createCityClient';
import { safeText } from '../subgraphs/serving/cleanText';
import { AnswerWatch } from './cities/honesty/AnswerWatch';
import { HonestyWatch } from './cities/honesty/HonestyWatch';
import { startRefreshing } from './cities/startRefreshing';
import type { Refreshing } from './cities/startRefreshing';
import type { HubConfig } from './config';
import { createFitter } from './cities/fitting/createFitter';
import { readHubSchemas } from '../subgraphs/composing/HubSchemas';
import type { HubContext } from './context';
import { createSupergraphServer } from './front/createSupergraphServer';
import type { DataSource } from './engine/createGateway';
import { LocalDataSource } from './engine/LocalDataSource';
import type { ReloadOutcome } from './watched/files/openWatchedFile';
import { readTextFile } from './watched/files/readTextFile';
import type { Phase } from './front/http/registerHealthRoutes';
import { Leavers } from './watched/network/Leavers';
import { NetworkOfRequest } from './watched/network/NetworkOfRequest';
import { openNetworkFile } from './watched/network/openNetworkFile';
import { createListSizes } from './front/limits/createListSizes';
import { allowListed } from './front/limits/allowListed';
import { loadSafelist } from './front/limits/loadSafelist';
import { createHubMetrics } from './observe/metrics/createHubMetrics';
import type { PlanCacheStatistics } from './observe/metrics/PlanCacheStatistics';
import { serveMetrics } from './observe/metrics/serveMetrics';
import type { MetricsServer } from './observe/metrics/serveMetrics';
import { OwnerRoutedDataSource } from './routing/OwnerRoutedDataSource';
import { RequestWarnings } from './routing/RequestWarnings';
import { createSignIn, everybodyAnonymous } from './front/sign-in/createSignIn';
import { pseudonymAt } from './front/sign-in/pseudonyms';
import { createTokenSigner } from '../subgraphs/serving/tokens/createTokenSigner';
import type { TokenNames } from '../subgraphs/serving/tokens/createTokenSigner';
import { openSigningKeys } from './watched/keys/openSigningKeys';
import { registerJwksRoute } from './front/http/registerJwksRoute';
import { traceCalls } from './observe/trace/traceCalls';
import { createRoutedSchema } from './front/engines/createRoutedSchema';
import { registerSubgraphRoutes } from './front/engines/registerSubgraphRoutes';
import { toSearchableNetwork } from './watched/network/toSearchableNetwork';
import { takeTurns } from './engine/turns';
import { createApolloQuery } from './web/createApolloQuery';
import { registerWeb } from './web/registerWeb';

/** Of why a city is not admitted, in characters. */
const MAX_REASON_LENGTH = 1_000;

export interface Hub {
  /** Origin, such as `http://127.0.0.1:4000`; the API is at `/graphql` below it. */
  readonly url: string;
  /** Where its figures are, if it tells any. */
  readonly metricsUrl: string | undefined;
  /** Resolves when the first round of admission and summaries has ended, whatever came of it. Never rejects. */
  readonly ready: Promise<void>;
  /**
   * Makes ahead what the first large queries and long questions would have to wait for, beside all else: a thread, and the
   * indexes of the vocabulary. Each takes a second of a processor.
   */
  warmUp(): void;
  /** Visits every city now: examines those not admitted, and fetches the summaries of the others. Never rejects. */
  refresh(): Promise<void>;
  /**
   * Reads the network's file and the signing keys now, which also happens of itself soon after one of them changed.
   * Never rejects.
   */
  reload(): Promise<ReloadOutcome>;
  /**
   * Says that it is not ready any more, and goes on for the time that its configuration names. Then it takes no new
   * request, answers those under way, and ends everything it began. May be called again.
   *
   * @param idleMs how long connections on which nothing is asked are left open, since a request may be on its way
   */
  close(idleMs?: number): Promise<void>;
}

/**
 * The hub on one network's file. It is listening when this resolves, and answers from then on, with honest coverage;
 * cities come in as they are admitted. What changes in the file holds for the next query. Rejects with a
 * `NetworkFileError`, a `VocabularyError`, a `SafelistError`, a `SigningKeysError`, a `FileUnreadableError` or an
 * `AuditFolderError` when a file cannot be used, and with the error of the system when a port cannot be opened.
 *
 * @param tracer records requests and calls to cities; without it, nothing is recorded
 * @param schemas of another version than this one
 */
export async function createHub(
  config: HubConfig,
  logger: Logger,
  tracer?: Tracer,
  schemas = readHubSchemas(),
): Promise<Hub> {
  const vocabulary = parseVocabulary(await readTextFile(config.vocabularyFile), config.vocabularyFile);
  const contract = buildSubgraphSchema(parse(schemas.city));

  const safelist = config.operationsFile === undefined ? undefined : await loadSafelist(config.operationsFile);
  const audit = config.audit && (await openAuditTrail(config.audit, logger));
  const reads = audit && new MemberReads(audit);
  // Last of what may fail for a wrong file, since these are watched from here on.
  const signingKeys = await openSigningKeys(config.signingKeysFile, logger);
  const networkFile = await openNetworkFile(config.networkFile, logger).catch((error: unknown) => {
    signingKeys.close();
    throw error;
  });
  const network = networkFile.current;
  const begun = new NetworkOfRequest(network);
  const leavers = new Leavers(config.maxTimeoutMs);

  let refreshing: Refreshing | undefined = undefined;
  const names = { issuer: config.issuer, nameAt: createNames(config.signIn) };
  const client = createCityClient({
    ...config,
    sign: createTokenSigner(signingKeys.current, names),
    isBound: (cityId) => leavers.among(network()).cities.get(cityId)?.bind === 'body',
    logger,
  });
  const registry = new CityRegistry({
    network: () => leavers.among(network()),
    client,
    admit: createAdmission({
      contract: schemas.city,
      firstContract: schemas.firstCity,
      hubSubgraphs: { directory: schemas.directory, search: schemas.search },
    }),
    fit: createFitter(contract),
    limits: {
      maxCalls: config.maxCalls,
      maxCallsPerCity: config.connectionsPerCity,
      // A search leaves a city three quarters of the usual time, or nearly: half of it is fair.
      fairTimeMs: config.timeoutMs / 2,
      resetMs: config.breakerResetMs,
    },
    onFailure: (cityId) => {
      refreshing?.miss(cityId);
    },
    logger,
  });
  const summaries = createSummaryStore(registry.askForHub, logger, {
    populationOf: (cityId) => network().cities.get(cityId)?.population,
  });

  const paces = new CityPaces();
  const honesty = new HonestyWatch({
    askCity: waitByPace(registry.askForHub, paces),
    summaries,
    condemn: (cityId, reason) => {
      registry.condemn(cityId, reason);
    },
    now: () => new Date(),
    logger,
  });

  const answerWatch = new AnswerWatch({
    contract,
    askCity: registry.askForHub,
    honesty,
    timeoutMs: config.timeoutMs,
    logger,
  });

  let planCache: PlanCacheStatistics | undefined = undefined;
  const metrics = createHubMetrics({
    registry,
    cityIds: () => network().cities.keys(),
    files: { network: networkFile, keys: signingKeys },
    ...{ honesty, summaries, paces },
    planCache: () => planCache,
    audit,
  });
  const waitFor = (cityId: string): Promise<void> | undefined =>
    refreshing?.arrivalOf(cityId) ?? answerWatch.lookAt(cityId);
  const askCity = awaitArrival(metrics.measured(registry.askCity), waitFor);

  const cursors = openSeal(config, logger);
  const warnings = new RequestWarnings();
  const cache =
    config.cacheSeconds > 0
      ? new AnswerCache(config.cacheSeconds, readCacheHints([schemas.directory, schemas.search, schemas.city]))
      : undefined;
  const searchable = createSearchable(network);
  const local = (schema: GraphQLSchema): DataSource => begun.around(new LocalDataSource(schema));
  const directory = createDirectorySchema({
    network,
    leavers,
    vocabulary,
    statusOf: (cityId) => registry.stateOf(cityId).phase,
    statusReasonOf: (cityId) =>
      reasonOf(
        registry.stateOf(cityId),
        [...summaries.odditiesOf(cityId), paces.describe(cityId) ?? [], honesty.describe(cityId) ?? []].flat(),
      ),
  });
  const search = createSearchSchema({
    network: searchable,
    vocabulary,
    askCity: waitByPace(traceCalls(askCity, 'SEARCH', tracer), paces),
    cursors,
    summaries,
    fetchReserveMs: config.fetchReserveMs,
    maxTimeoutMs: config.maxTimeoutMs,
    maxCitiesForText: config.maxCitiesForText,
    maxSearchCost: config.maxSearchCost,
    minCount: config.minCount,
    now: () => new Date(),
    onSearch: (event, context) => {
      if (!event.coverage.complete) cache?.leaveOut(context);
      metrics.onSearch(event);
      // Search hands on the context that it was given, and names of it what it needs itself.
      audit?.record(event, context as HubContext);
    },
    onHits: (found, context) => {
      answerWatch.noteHits(found, context);
    },
    onRead:
      reads &&
      ((event, context) => {
        reads.note(event, context as HubContext);
      }),
    logger,
  });
  const city = new OwnerRoutedDataSource({
    contract,
    isConnected: (cityId, context) => begun.hasServer(cityId, context),
    askCity: shareInFlight(traceCalls(askCity, 'FETCH', tracer)),
    cursors,
    maxCost: config.maxSearchCost,
    onRead:
      reads &&
      ((event, context) => {
        reads.note(event, context);
      }),
    warnings,
    onRecords: (fetched, context) => {
      answerWatch.compare(fetched, context);
    },
    logger,
  });
  const dataSources: Readonly<Record<string, DataSource>> = {
    directory: local(directory),
    search: local(search),
    city,
  };

  const signIn = config.signIn === undefined ? everybodyAnonymous : createSignIn(config.signIn);
  let phase: Phase = 'starting';
  const server = await createSupergraphServer({
    supergraphSdl: schemas.supergraph,
    buildService: ({ name }) => {
      const dataSource = dataSources[name];
      if (!dataSource) throw new Error(`The supergraph has a subgraph "${name}" that the hub does not know.`);
      return dataSource;
    },
    timeoutMs: config.timeoutMs,
    phase: () => phase,
    signIn,
    limits: config.limits,
    knownOperations: safelist?.values() ?? [],
    listSizeOf: createListSizes(network, vocabulary),
    tracer,
    onRequest: metrics.onRequest,
    watchLimit: metrics,
    maxCost: config.maxSearchCost,
    plugins: [
      metrics.plugin,
      warnings.plugin,
      ...(reads ? [reads.plugin] : []),
      ...(safelist ? [allowListed(safelist)] : []),
      ...(cache?.plugins ?? []),
    ],
    extend: async (fastify, apollo) => {
      registerJwksRoute(fastify, signingKeys.current);
      if (config.subgraphsToken !== undefined) {
        await registerSubgraphRoutes(fastify, {
          schemas: { directory, search, city: createRoutedSchema(schemas.city, city) },
          token: config.subgraphsToken,
          timeoutMs: config.timeoutMs,
          plugins: [warnings.plugin],
          logger,
        });
      }
      await fastify.register(registerWeb, {
        query: createApolloQuery(apollo, config.timeoutMs),
        exportLimits: config.exportLimits,
        logger,
      });
    },
    logger,
  });
  planCache = server.planCache;

  let url: string;
  let metricsServer: MetricsServer | undefined;
  try {
    metricsServer = config.metrics && (await serveMetrics(metrics, config.metrics));
    url = await server.listen(config);
  } catch (error) {
    networkFile.close();
    signingKeys.close();
    await metricsServer?.close();
    await audit?.close();
    await server.close();
    await client.close();
    throw error;
  }
  const metricsUrl = metricsServer?.url;
  logger.info({ url, metricsUrl, cities: network().cities.size }, 'hub listening');

  const started = startRefreshing({
    network,
    registry,
    summaries: {
      refresh: (cityId, signal) => summaries.refresh(cityId, signal),
      forget: (cityId) => {
        summaries.forget(cityId);
        paces.forget(cityId);
        honesty.forget(cityId);
        answerWatch.forget(cityId);
      },
    },
    look: (cityId, signal) => honesty.look(cityId, { signal, viewer: { anonymous: true }, needsAnswer: true }),
    intervalMs: config.refreshIntervalMs,
    callTimeoutMs: config.timeoutMs,
    logger,
  });
  refreshing = started;
  warnOfPlainText(network(), config.addresses, logger);
  networkFile.onChange((after, before) => {
    warnOfPlainText(after, config.addresses, logger);
    leavers.follow(after, before);
    started.welcome();
  });
  const ready = started.firstRound.then(() => {
    if (phase === 'starting') phase = 'serving';
  });

  let closed: Promise<void> | undefined;
  async function shutDown(idleMs: number): Promise<void> {
    phase = 'draining';
    // Load balancers learn of it from their next probe, and until then they send requests.
    if (config.drainMs > 0) await sleep(config.drainMs);
    networkFile.close();
    signingKeys.close();
    await started.stop();
    await server.close({ idleMs, answerMs: config.maxTimeoutMs });
    registry.close();
    await client.close();
    await metricsServer?.close();
    await audit?.close();
  }
  return {
    url,
    metricsUrl,
    ready,
    warmUp: () => {
      server.warmUp();
      void takeTurns(vocabulary.prepare());
    },
    refresh: () => started.refresh(),
    reload: async () => {
      const outcomes = await Promise.all([networkFile.reload(), signingKeys.reload()]);
      return worstOf(outcomes);
    },
    close: (idleMs = 0) => (closed ??= shutDown(idleMs)),
  };
}

/** Under which name a city knows a member. Where nobody can sign in, there is none. */
function createNames(signIn: HubConfig['signIn']): TokenNames['nameAt'] {
  return (cityId, subject) => {
    if (signIn === undefined) throw new Error('Nobody can sign in at this hub, and yet a city is asked for a member.');
    return pseudonymAt(cityId, subject, signIn.pseudonymSecret);
  };
}

/** With `HANSE_CURSOR_KEYS` all hubs take each other's cursors, and those from before a restart. */
function openSeal({ cursorKeys }: HubConfig, logger: Logger): Seal {
  if (cursorKeys !== null) return new Seal(cursorKeys);
  logger.warn(
    "HANSE_CURSOR_KEYS is not set: the cursors of cities' lists are sealed with a key of this process, so that no other hub takes them, nor this one after a restart",
  );
  return Seal.ofProcess();
}

/** What is to be said of several files at once. */
function worstOf(outcomes: readonly ReloadOutcome[]): ReloadOutcome {
  if (outcomes.includes('refused')) return 'refused';
  return outcomes.includes('reloaded') ? 'reloaded' : 'unchanged';
}

/** The network as search sees it, made once for each network. */
function createSearchable(network: () => Network): () => SearchableNetwork {
  const made = new WeakMap<Network, SearchableNetwork>();
  return () => {
    const current = network();
    const known = made.get(current) ?? toSearchableNetwork(current);
    made.set(current, known);
    return known;
  };
}

/** Why a city is not admitted, in which its own schema has its part; or what it lacks, and what is not taken as it says. */
function reasonOf(state: CityState, remarks: readonly string[]): string | undefined {
  if ('reason' in state) return safeText(state.reason, MAX_REASON_LENGTH);
  const sentences = [describeLacking(state) ?? [], remarks].flat();
  return sentences.length === 0 ? undefined : sentences.join(' ');
}
