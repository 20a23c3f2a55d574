import type { GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { buildSchema, execute, parse, printSchema } from 'graphql';
import type { ExecutionResult, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { pino } from 'pino';
import { createCityClient } from '../../../gateway/cities/createCityClient';
import { readHubSchemas } from '../../../subgraphs/composing/HubSchemas';
import { createPlanGateway } from '../../../gateway/engine/executor/createPlanGateway';
import { LocalDataSource } from '../../../gateway/engine/LocalDataSource';
import { OwnerRoutedDataSource } from '../../../gateway/routing/OwnerRoutedDataSource';
import { answerJson, startFakeCity } from '../../../subgraphs/composing/test/startFakeCity';
import { toSearchableNetwork } from '../../../gateway/watched/network/toSearchableNetwork';
import { createPlaceReader } from '../../../subgraphs/directory/places/createPlaceReader';
import { createDirectorySchema } from '../../../subgraphs/directory/createDirectorySchema';
import type { City, Network } from '../../../subgraphs/directory/network/Network';
import { parseVocabulary } from '../../../subgraphs/directory/vocabulary/parseVocabulary';
import type { AskCity } from '../../../subgraphs/contract/AskCity';
import { createSearchSchema } from '../../../subgraphs/search/createSearchSchema';
import { unsealedCursors } from '../../../subgraphs/search/test/createFakeNetwork';
import type { Deadline } from '../../../subgraphs/search/SearchContext';
import { createSummaryStore } from '../../../subgraphs/search/summary/createSummaryStore';
import { housingVocabulary } from '../../network/housingVocabulary';
import type { Question } from '../bothEngines';
import { createReference } from './createReference';
import { CITIES, createInventedCities, LISTED, RECORDS } from './inventedCities';

const TIME_MS = 60_000;
const MAX_COST = 1_000_000;

export interface OpenedHub {
  /** What clients see. */
  readonly api: GraphQLSchema;
  /** What the hub's gateway answers, over its own directory and search, and over cities that answer by HTTP. */
  ask(question: Question): Promise<ExecutionResult>;
  /** What graphql-js answers, over the same. */
  reference(question: Question): Promise<ExecutionResult>;
  close(): Promise<void>;
}

export async function openHub(): Promise<OpenedHub> {
  const logger = pino({ level: 'silent' });
  const schemas = readHubSchemas();
  const invented = createInventedCities();
  const servers = new Map(
    await Promise.all(
      CITIES.map(async (cityId) => {
        const server = await startFakeCity([]);
        server.handle = ({ query, variables }, response) => {
          const contextValue = { cityId, records: RECORDS };
          void Promise.resolve(
            execute({ schema: invented, document: parse(query), variableValues: variables, contextValue }),
          ).then((result) => answerJson(response, result));
          return true;
        };
        return [cityId, server] as const;
      }),
    ),
  );
  const client = createCityClient({
    ...{ addresses: { httpsOnly: false, publicOnly: false }, maxAnswerBytes: 10_000_000 },
    ...{ sign: () => Promise.resolve('token'), logger },
  });
  const askCity: AskCity = (id, operation, call) => client.ask({ id, url: servers.get(id)!.url }, operation, call);

  const network = createNetwork(servers);
  const vocabulary = parseVocabulary(housingVocabulary, 'topics.ttl');
  const summaries = createSummaryStore(askCity, logger);
  for (const id of CITIES) await summaries.refresh(id, new AbortController().signal);
  const directory = createDirectorySchema({
    ...{ network: () => network, vocabulary, statusOf: () => 'ADMITTED' },
    confirms: (cityId, exchangeId) => summaries.confirms(cityId, exchangeId),
  });
  const search = createSearchSchema({
    network: () => toSearchableNetwork(network, createPlaceReader(vocabulary)),
    ...{
      vocabulary,
      askCity,
      cursors: unsealedCursors,
      summaries,
      fetchReserveMs: 500,
      maxTimeoutMs: TIME_MS,
      maxCitiesForText: 100,
    },
    ...{ maxSearchCost: MAX_COST, minCount: 3, now: () => new Date('2026-03-01T12:00:00Z'), logger },
  });
  // Nothing else differs between two runs.
  for (const type of ['Coverage', 'CityAnswer']) {
    (search.getType(type) as GraphQLObjectType).getFields()['tookMs']!.resolve = () => 1;
  }
  const city = new OwnerRoutedDataSource({
    contract: buildSubgraphSchema(parse(schemas.city)),
    isConnected: (id) => servers.has(id),
    ...{ askCity, cursors: unsealedCursors, maxCost: MAX_COST, logger },
  });

  const dataSources = { directory: new LocalDataSource(directory), search: new LocalDataSource(search), city };
  const gateway = createPlanGateway({
    supergraphSdl: schemas.supergraph,
    buildService: ({ name }) => dataSources[name as keyof typeof dataSources],
  });
  let api: GraphQLSchema | undefined;
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => (api = apiSchema));
  const { executor } = await gateway.load({ apollo: {} });
  if (!api || !executor) throw new Error('The gateway told no schema.');
  const reference = createReference(buildSchema(printSchema(api)), {
    directory: { sdl: schemas.directory, schema: directory },
    search: { sdl: schemas.search, schema: search },
    city: { sdl: schemas.city, schema: invented },
  });

  return {
    api,
    ask: async ({ query, variables = {} }) =>
      (await executor({
        ...{ request: { query, variables }, document: parse(query), source: query, metrics: {} },
        context: createContext(),
      } as unknown as GatewayGraphQLRequestContext)) as ExecutionResult,
    reference: async ({ query, variables }) =>
      await execute({
        ...{ schema: reference, document: parse(query), variableValues: variables },
        contextValue: createContext(),
      }),
    close: async () => {
      await client.close();
      for (const server of servers.values()) await server.close();
    },
  };
}

function createNetwork(servers: ReadonlyMap<string, { readonly url: string }>): Network {
  const allianceIds = ['alliance:north'];
  const cities = [...CITIES, LISTED].map((id, index): [string, City] => {
    const url = servers.get(id)?.url;
    const place = index === 0 ? { location: { latitude: 50.9, longitude: 12.1 }, population: 93_125 } : {};
    return [
      id,
      { id, name: `Stadt ${id}`, country: 'DE', languages: ['de'], allianceIds, ...place, ...(url && { url }) },
    ];
  });
  const north = { id: 'alliance:north', name: 'Cities of the North', cityIds: cities.map(([id]) => id) };
  return { name: 'Invented', cities: new Map(cities), alliances: new Map([[north.id, north]]) };
}

/** Of one request. No machine is too busy for it. */
function createContext() {
  const { signal } = new AbortController();
  const deadline: Deadline = { signal, remainingMs: () => TIME_MS, allow: () => deadline };
  return { viewer: { anonymous: true }, deadline, requestId: 'test', traceparent: '' };
}
