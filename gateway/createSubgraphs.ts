import type { Tracer } from '@opentelemetry/api';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { createDirectorySchema } from '../subgraphs/directory/createDirectorySchema';
import type { Network } from '../subgraphs/directory/network/Network';
import { createPlaceReader } from '../subgraphs/directory/places/createPlaceReader';
import type { PlaceReader } from '../subgraphs/directory/places/createPlaceReader';
import type { Vocabulary } from '../subgraphs/directory/vocabulary/Vocabulary';
import { createSearchSchema } from '../subgraphs/search/createSearchSchema';
import type { ReadEvent } from '../subgraphs/search/SearchDependencies';
import type { NamedNetwork } from '../subgraphs/search/SearchSources';
import { Seal } from '../subgraphs/serving/Seal';
import type { Cities } from './cities/openCities';
import { waysOfClients } from './cities/waysToAsk';
import type { HubConfig } from './config';
import type { HubContext } from './context';
import type { DataSource } from './engine/createGateway';
import { LocalDataSource } from './engine/LocalDataSource';
import type { AnswerCache } from './front/cache/AnswerCache';
import type { MemberReads } from './observe/audit/MemberReads';
import type { AuditTrail } from './observe/audit/openAuditTrail';
import type { HubMetrics } from './observe/metrics/createHubMetrics';
import { OwnerRoutedDataSource } from './routing/OwnerRoutedDataSource';
import type { RequestWarnings } from './routing/RequestWarnings';
import { NetworkOfRequest } from './watched/network/NetworkOfRequest';
import type { RecentlyLeft } from './watched/network/RecentlyLeft';
import { toSearchableNetwork } from './watched/network/toSearchableNetwork';

export interface SubgraphsOptions {
  readonly config: HubConfig;
  readonly contract: GraphQLSchema;
  readonly network: () => Network;
  readonly recentlyLeft: RecentlyLeft;
  readonly vocabulary: Vocabulary;
  readonly cities: Cities;
  /** Who is told of what clients search, read and are answered. */
  readonly metrics: HubMetrics;
  readonly audit: AuditTrail | undefined;
  readonly reads: MemberReads | undefined;
  readonly cache: AnswerCache | undefined;
  readonly warnings: RequestWarnings;
  readonly tracer: Tracer | undefined;
  readonly logger: Logger;
}

/** The three subgraphs of the supergraph, each with the way that the engine takes to it. */
export interface Subgraphs {
  readonly directory: GraphQLSchema;
  readonly search: GraphQLSchema;
  /** All the cities. */
  readonly city: OwnerRoutedDataSource;
  dataSourceOf(name: string): DataSource;
}

export function createSubgraphs(options: SubgraphsOptions): Subgraphs {
  const {
    config,
    contract,
    network,
    recentlyLeft,
    vocabulary,
    cities,
    metrics,
    audit,
    reads,
    cache,
    warnings,
    tracer,
    logger,
  } = options;
  const { registry, summaries, paces, answerWatch, arrivalOf, reasonOf } = cities;
  const ways = waysOfClients({ registry, paces, arrivalOf, measured: metrics.measured, tracer });
  const networkOfRequest = new NetworkOfRequest(network);
  const cursors = openSeal(config, logger);
  const onRead =
    reads &&
    ((event: ReadEvent, context: object) => {
      // Search hands on the context that it was given, and names of it what it needs itself.
      reads.note(event, context as HubContext);
    });

  const directory = createDirectorySchema({
    network,
    recentlyLeft,
    vocabulary,
    statusOf: (cityId) => registry.stateOf(cityId).phase,
    statusReasonOf: reasonOf,
    confirms: (cityId, exchangeId) => summaries.confirms(cityId, exchangeId),
  });
  const search = createSearchSchema({
    network: createSearchable(network, createPlaceReader(vocabulary)),
    vocabulary,
    askCity: ways.search,
    cursors,
    summaries,
    fetchReserveMs: config.fetchReserveMs,
    maxTimeoutMs: config.maxTimeoutMs,
    maxCitiesForText: config.maxCitiesForText,
    maxSearchCost: config.maxSearchCost,
    minCount: config.minCount,
    networkRecords: config.recordsWithHits === 'all',
    now: () => new Date(),
    onSearch: (event, context) => {
      if (!event.coverage.complete) cache?.leaveOut(context);
      metrics.onSearch(event);
      audit?.record(event, context as HubContext);
    },
    onHits: (found, context) => {
      answerWatch.noteHits(found, context);
    },
    onRead,
    logger,
  });
  const city = new OwnerRoutedDataSource({
    contract,
    isConnected: (cityId, context) => networkOfRequest.hasServer(cityId, context),
    askCity: ways.fetch,
    cursors,
    maxCost: config.maxSearchCost,
    onRead,
    warnings,
    onRecords: (fetched, context) => {
      answerWatch.compare(fetched, context);
    },
    logger,
  });

  const searching = new LocalDataSource(
    search,
    config.recordsWithHits === 'off' ? undefined : (next, context) => city.recordQuestions(next, context),
  );
  const dataSources: Readonly<Record<string, DataSource>> = {
    directory: networkOfRequest.around(new LocalDataSource(directory)),
    search: networkOfRequest.around(searching),
    city,
  };
  return {
    ...{ directory, search, city },
    dataSourceOf(name) {
      const dataSource = dataSources[name];
      if (!dataSource) throw new Error(`The supergraph has a subgraph "${name}" that the hub does not know.`);
      return dataSource;
    },
  };
}

/** With `HANSE_CURSOR_KEYS` all hubs take each other's cursors, and those from before a restart. */
function openSeal({ cursorKeys }: HubConfig, logger: Logger): Seal {
  if (cursorKeys !== null) return new Seal(cursorKeys);
  logger.warn(
    "HANSE_CURSOR_KEYS is not set: the cursors of cities' lists and of searches by title are sealed with a key of this process, so that no other hub takes them, nor this one after a restart",
  );
  return Seal.ofProcess();
}

/** The network as search sees it, made once for each network. */
function createSearchable(network: () => Network, readPlaces: PlaceReader): () => NamedNetwork {
  const made = new WeakMap<Network, NamedNetwork>();
  return () => {
    const current = network();
    const known = made.get(current) ?? toSearchableNetwork(current, readPlaces);
    made.set(current, known);
    return known;
  };
}
