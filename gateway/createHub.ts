import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { Logger } from 'pino';
import { createDirectorySchema } from '../subgraphs/directory/createDirectorySchema';
import { parseNetwork } from '../subgraphs/directory/network/parseNetwork';
import { parseVocabulary } from '../subgraphs/directory/vocabulary/parseVocabulary';
import { createSearchSchema } from '../subgraphs/search/createSearchSchema';
import { createSummaryStore } from '../subgraphs/search/summary/createSummaryStore';
import { createAdmission } from './admission/createAdmission';
import { CityRegistry } from './cities/CityRegistry';
import { createCityClient } from './cities/createCityClient';
import { startRefreshing } from './cities/startRefreshing';
import type { HubConfig } from './config';
import { createSupergraphServer } from './createSupergraphServer';
import { LocalDataSource } from './federation/createGateway';
import type { DataSource } from './federation/createGateway';
import type { Phase } from './http/registerHealthRoutes';
import { FetchedRoots } from './routing/FetchedRoots';
import { OwnerRoutedDataSource } from './routing/OwnerRoutedDataSource';
import { createTokenSigner } from './signing/createTokenSigner';
import { loadSigningKeys } from './signing/loadSigningKeys';
import { registerJwksRoute } from './signing/registerJwksRoute';
import { toSearchableNetwork } from './toSearchableNetwork';
import { createApolloQuery } from './web/createApolloQuery';
import { registerWeb } from './web/registerWeb';

export interface Hub {
  /** Origin, such as `http://127.0.0.1:4000`; the API is at `/graphql` below it. */
  readonly url: string;
  /** Resolves when the first round of admission and summaries has ended, whatever came of it. Never rejects. */
  readonly ready: Promise<void>;
  /** Visits every city now: examines those not admitted, and fetches the summaries of the others. Never rejects. */
  refresh(): Promise<void>;
  /** Takes no new request, answers those under way, then ends everything it began. May be called again. */
  close(): Promise<void>;
}

/**
 * The hub on one network's file. It is listening when this resolves, and answers from then on, with honest coverage;
 * cities come in as they are admitted. Rejects with a `NetworkFileError`, a `VocabularyError` or a `SigningKeysError` when
 * a file cannot be used, with the error of the system when one cannot be read or the port is taken.
 */
export async function createHub(config: HubConfig, logger: Logger): Promise<Hub> {
  const network = parseNetwork(await readFile(config.networkFile, 'utf8'), config.networkFile);
  const vocabulary = parseVocabulary(await readFile(config.vocabularyFile, 'utf8'), config.vocabularyFile);
  const sdl = { city: readSchema('city'), directory: readSchema('directory'), search: readSchema('search') };

  const signingKeys = await loadSigningKeys(config.signingKeysFile, logger);
  const client = createCityClient({ ...config, sign: createTokenSigner(signingKeys, config.issuer), logger });
  const registry = new CityRegistry({
    network: () => network,
    client,
    admit: createAdmission({
      contract: sdl.city,
      hubSubgraphs: { directory: sdl.directory, search: sdl.search },
    }),
    logger,
  });
  const summaries = createSummaryStore(registry.askCity, logger);

  const roots = new FetchedRoots();
  const searchable = toSearchableNetwork(network);
  const dataSources: Readonly<Record<string, DataSource>> = {
    directory: roots.around(
      new LocalDataSource(
        createDirectorySchema({
          network: () => network,
          vocabulary,
          statusOf: (cityId) => registry.stateOf(cityId).phase,
        }),
      ),
    ),
    search: roots.around(
      new LocalDataSource(
        createSearchSchema({
          network: () => searchable,
          vocabulary,
          askCity: registry.askCity,
          summaries,
          fetchReserveMs: config.fetchReserveMs,
          maxCitiesForText: config.maxCitiesForText,
          now: () => new Date(),
          logger,
        }),
      ),
    ),
    city: new OwnerRoutedDataSource({
      contract: buildSubgraphSchema(parse(sdl.city)),
      isConnected: registry.isConnected,
      askCity: registry.askCity,
      roots,
      logger,
    }),
  };

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
    extend: async (fastify, apollo) => {
      registerJwksRoute(fastify, signingKeys);
      await fastify.register(registerWeb, { query: createApolloQuery(apollo, config.timeoutMs), logger });
    },
    logger,
  });

  let url: string;
  try {
    url = await server.listen(config);
  } catch (error) {
    await server.close();
    await client.close();
    throw error;
  }
  logger.info({ url, cities: network.cities.size }, 'hub listening');

  const refreshing = startRefreshing({
    network: () => network,
    registry,
    summaries,
    intervalMs: config.refreshIntervalMs,
    callTimeoutMs: config.timeoutMs,
    logger,
  });
  const ready = refreshing.firstRound.then(() => {
    if (phase === 'starting') phase = 'serving';
  });

  let closed: Promise<void> | undefined;
  async function shutDown(): Promise<void> {
    phase = 'draining';
    await refreshing.stop();
    await server.close();
    await client.close();
  }
  return {
    url,
    ready,
    refresh: () => refreshing.refresh(),
    close: () => (closed ??= shutDown()),
  };
}

function readSchema(name: string): string {
  return readFileSync(join(__dirname, '..', 'schema', `${name}.graphql`), 'utf8');
}
