import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { openAuditTrail } from './audit/openAuditTrail';
import { createDirectorySchema } from '../subgraphs/directory/createDirectorySchema';
import type { Network } from '../subgraphs/directory/network/Network';
import { parseVocabulary } from '../subgraphs/directory/vocabulary/parseVocabulary';
import { createSearchSchema } from '../subgraphs/search/createSearchSchema';
import type { SearchableNetwork } from '../subgraphs/search/SearchableNetwork';
import { createSummaryStore } from '../subgraphs/search/summary/createSummaryStore';
import { createAdmission } from './admission/createAdmission';
import { awaitArrival } from './cities/awaitArrival';
import { CityRegistry } from './cities/CityRegistry';
import type { CityState } from './cities/CityState';
import { createCityClient } from './cities/createCityClient';
import { safeText } from './cities/safeText';
import { startRefreshing } from './cities/startRefreshing';
import type { Refreshing } from './cities/startRefreshing';
import type { HubConfig } from './config';
import { createSupergraphServer } from './createSupergraphServer';
import type { DataSource } from './federation/createGateway';
import { LocalDataSource } from './federation/LocalDataSource';
import type { Phase } from './http/registerHealthRoutes';
import { Leavers } from './network/Leavers';
import { NetworkOfRequest } from './network/NetworkOfRequest';
import { openNetworkFile } from './network/openNetworkFile';
import type { ReloadOutcome } from './network/openNetworkFile';
import { FetchedRoots } from './routing/FetchedRoots';
import { allowListed } from './limits/allowListed';
import { loadSafelist } from './limits/Safelist';
import { createHubMetrics } from './metrics/createHubMetrics';
import { serveMetrics } from './metrics/serveMetrics';
import type { MetricsServer } from './metrics/serveMetrics';
import { OwnerRoutedDataSource } from './routing/OwnerRoutedDataSource';
import { createSignIn, everybodyAnonymous } from './sign-in/createSignIn';
import { createTokenSigner } from './signing/createTokenSigner';
import { loadSigningKeys } from './signing/loadSigningKeys';
import { registerJwksRoute } from './signing/registerJwksRoute';
import { toSearchableNetwork } from './toSearchableNetwork';
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
  /** Visits every city now: examines those not admitted, and fetches the summaries of the others. Never rejects. */
  refresh(): Promise<void>;
  /** Reads the network's file now, which also happens of itself soon after it changed. Never rejects. */
  reload(): Promise<ReloadOutcome>;
  /** Takes no new request, answers those under way, then ends everything it began. May be called again. */
  close(): Promise<void>;
}

/**
 * The hub on one network's file. It is listening when this resolves, and answers from then on, with honest coverage;
 * cities come in as they are admitted. What changes in the file holds for the next query. Rejects with a
 * `NetworkFileError`, a `VocabularyError`, a `SafelistError` or a `SigningKeysError` when a file cannot be used, with the error of the system
 * when one cannot be read or the port is taken.
 */
export async function createHub(config: HubConfig, logger: Logger): Promise<Hub> {
  const vocabulary = parseVocabulary(await readFile(config.vocabularyFile, 'utf8'), config.vocabularyFile);
  const sdl = { city: readSchema('city'), directory: readSchema('directory'), search: readSchema('search') };

  const safelist = config.operationsFile === undefined ? undefined : await loadSafelist(config.operationsFile);
  const signingKeys = await loadSigningKeys(config.signingKeysFile, logger);
  const networkFile = await openNetworkFile(config.networkFile, logger);
  const network = networkFile.current;
  const begun = new NetworkOfRequest(network);
  const leavers = new Leavers(config.maxTimeoutMs);

  const client = createCityClient({ ...config, sign: createTokenSigner(signingKeys, config.issuer), logger });
  const registry = new CityRegistry({
    network: () => leavers.among(network()),
    client,
    admit: createAdmission({
      contract: sdl.city,
      hubSubgraphs: { directory: sdl.directory, search: sdl.search },
    }),
    limits: {
      maxCalls: config.maxCalls,
      maxCallsPerCity: config.connectionsPerCity,
      // A search leaves a city three quarters of the usual time, or nearly: half of it is fair.
      fairTimeMs: config.timeoutMs / 2,
      resetMs: config.breakerResetMs,
    },
    logger,
  });
  const summaries = createSummaryStore(registry.askCity, logger);

  let refreshing: Refreshing | undefined = undefined;
  const audit = config.audit && (await openAuditTrail(config.audit, logger));
  const metrics = createHubMetrics();
  metrics.watch(registry, () => network().cities.keys());
  const askCity = awaitArrival(metrics.measured(registry.askCity), (cityId) => refreshing?.arrivalOf(cityId));

  const roots = new FetchedRoots();
  const searchable = createSearchable(network);
  const local = (schema: GraphQLSchema): DataSource => begun.around(roots.around(new LocalDataSource(schema)));
  const dataSources: Readonly<Record<string, DataSource>> = {
    directory: local(
      createDirectorySchema({
        network,
        leavers,
        vocabulary,
        statusOf: (cityId) => registry.stateOf(cityId).phase,
        statusReasonOf: (cityId) => reasonOf(registry.stateOf(cityId)),
      }),
    ),
    search: local(
      createSearchSchema({
        network: searchable,
        vocabulary,
        askCity,
        summaries,
        fetchReserveMs: config.fetchReserveMs,
        maxTimeoutMs: config.maxTimeoutMs,
        maxCitiesForText: config.maxCitiesForText,
        maxSearchCost: config.maxSearchCost,
        now: () => new Date(),
        onSearch: (event) => {
          metrics.onSearch(event);
          audit?.record(event);
        },
        logger,
      }),
    ),
    city: new OwnerRoutedDataSource({
      contract: buildSubgraphSchema(parse(sdl.city)),
      isConnected: (cityId, context) => begun.hasServer(cityId, context),
      askCity,
      roots,
      logger,
    }),
  };

  const signIn = config.signIn === undefined ? everybodyAnonymous : createSignIn(config.signIn);
  let phase: Phase = 'starting';
  const server = await createSupergraphServer({
    supergraphSdl: readSchema('supergraph'),
    buildService: ({ name }) => {
      const dataSource = dataSources[name];
      if (!dataSource) throw new Error(`The supergraph has a subgraph "${name}" that the hub does not know.`);
      return dataSource;
    },
    timeoutMs: config.timeoutMs,
    phase: () => phase,
    signIn,
    limits: config.limits,
    plugins: [metrics.plugin, ...(safelist ? [allowListed(safelist)] : [])],
    extend: async (fastify, apollo, guard) => {
      registerJwksRoute(fastify, signingKeys);
      await fastify.register(registerWeb, {
        query: createApolloQuery(apollo, config.timeoutMs),
        guard,
        logger,
      });
    },
    logger,
  });

  let url: string;
  let metricsServer: MetricsServer | undefined;
  try {
    metricsServer = config.metrics && (await serveMetrics(metrics, config.metrics));
    url = await server.listen(config);
  } catch (error) {
    networkFile.close();
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
    summaries,
    intervalMs: config.refreshIntervalMs,
    callTimeoutMs: config.timeoutMs,
    logger,
  });
  refreshing = started;
  networkFile.onChange((after, before) => {
    leavers.follow(after, before);
    started.welcome();
  });
  const ready = started.firstRound.then(() => {
    if (phase === 'starting') phase = 'serving';
  });

  let closed: Promise<void> | undefined;
  async function shutDown(): Promise<void> {
    phase = 'draining';
    networkFile.close();
    await started.stop();
    await server.close();
    registry.close();
    await client.close();
    await metricsServer?.close();
    await audit?.close();
  }
  return {
    url,
    metricsUrl,
    ready,
    refresh: () => started.refresh(),
    reload: () => networkFile.reload(),
    close: () => (closed ??= shutDown()),
  };
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

/** A city's schema has its part in why it is not admitted. */
function reasonOf(state: CityState): string | undefined {
  return 'reason' in state ? safeText(state.reason, MAX_REASON_LENGTH) : undefined;
}

function readSchema(name: string): string {
  return readFileSync(join(__dirname, '..', 'schema', `${name}.graphql`), 'utf8');
}
