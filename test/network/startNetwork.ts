import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tracer } from '@opentelemetry/api';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { stringify } from 'yaml';
import { parseHubConfig } from '../../gateway/config';
import type { HubConfig } from '../../gateway/config';
import { createHub } from '../../gateway/createHub';
import type { Hub } from '../../gateway/createHub';
import { Closers } from '../../gateway/Closers';
import { NO_LIMITS } from '../../gateway/front/limits/LimitsConfig';
import { generatePrivateJwk, toSigningKeys } from '../../subgraphs/serving/tokens/SigningKeys';
import type { RelayConfig } from '../../subgraphs/serving/relay/RelayConfig';
import type { CityConfig } from '../../subgraphs/city/config';
import type { Trust } from '../../subgraphs/city/auth/Trust';
import { createCityServer } from '../../subgraphs/city/serve/createCityServer';
import type { CityServer } from '../../subgraphs/city/serve/createCityServer';
import { createDataSource } from '../../subgraphs/city/database/createDataSource';
import { importFolder } from '../../subgraphs/city/import/importSource';
import { createImportedDatabase, createMigratedDatabase } from '../postgres/createMigratedDatabase';
import type { TestDatabase } from '../postgres/createTestDatabase';
import { queryHub } from './queryHub';
import { startWiretap } from './startWiretap';
import type { Wiretap } from './startWiretap';

/** What one city imports: the path of a folder, or the text of each file. */
export type CityContent = string | Readonly<Record<string, string>>;

interface ListedCity {
  readonly id: string;
  readonly connect?: 'nats';
  readonly [key: string]: unknown;
}

export interface NetworkOptions {
  /** As in `network.yaml`; a city that has content gets the url of its server. */
  readonly network: { readonly cities: readonly ListedCity[]; readonly alliances?: readonly object[] };
  readonly content: Readonly<Record<string, CityContent>>;
  /** Turtle; without it the project's own vocabulary. */
  readonly vocabulary?: string;
  /** Beside what suits tests: no limit of requests, much time for cities, and no visits of itself after the first. */
  readonly config?: Partial<HubConfig>;
  /** Where cities find the hub's public keys; without it, in a file. */
  readonly jwks?: string;
  /** Cities that take calls alone whose token is bound to their body. */
  readonly requireBinding?: readonly string[];
  /** How the hub (`hub`), and each city whose entry says `connect: nats`, reaches the relay. */
  readonly relay?: (side: string) => RelayConfig;
  /** Among how many matches cities look, by their slugs, where that is not what the contract has. */
  readonly mostMatches?: Readonly<Record<string, number>>;
  /** Cities whose server is down while the hub starts. */
  readonly down?: readonly string[];
  /** The hub's; without it, nothing is logged. */
  readonly logger?: Logger;
  /** What records requests. Without it, nothing is recorded. */
  readonly tracers?: { readonly hub: Tracer | undefined; readonly city: Tracer | undefined };
}

/** A whole network on this machine: real cities on a real PostgreSQL, and the hub, over HTTP. */
export interface TestNetwork {
  readonly hub: Hub;
  /** The hub's, for another one over the same cities. */
  readonly hubConfig: HubConfig;
  /** `network.yaml`, which the hub watches. */
  readonly networkFile: string;
  city(id: string): TestCity;
  /** Starts one more server of a city, on another database, and says where it listens. Nothing leads to it. */
  serveFrom(id: string, databaseUrl: string): Promise<string>;
  /** As an anonymous client, or with the token of one who signed in. */
  query(document: string, variables?: Record<string, unknown>, token?: string): Promise<Answer>;
  close(): Promise<void>;
}

export interface TestCity {
  readonly wire: Wiretap;
  readonly server: CityServer;
  readonly databaseUrl: string;
}

export interface Answer {
  // Each test reads the shape that it asked for.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly data: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

/**
 * Longer than any test runs, and the longest that a timer of Node's waits: the hub visits cities when it starts and when
 * a test says so, and what cities are asked otherwise comes from the questions of clients.
 */
export const NO_VISITS_MS = 2 ** 31 - 1;

/** Of cities and hub alike; without one, each would say so in its log. */
const CURSOR_KEY = 'a secret of tests, and of no network';

const logger = pino({ level: 'silent' });

export async function startNetwork(options: NetworkOptions): Promise<TestNetwork> {
  const running = new Closers();
  const close = (): Promise<void> => running.close();
  try {
    return { ...(await start(options, running)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** @param running takes what ends each part that was started, also when the next one fails */
async function start(options: NetworkOptions, running: Closers): Promise<Omit<TestNetwork, 'close'>> {
  const folder = mkdtempSync(join(tmpdir(), 'hanse-network-'));
  running.add(() => rm(folder, { recursive: true }));
  const signingKeysFile = join(folder, 'signing-keys.json');
  const jwk = await generatePrivateJwk();
  writeFileSync(signingKeysFile, JSON.stringify(jwk));
  const jwksFile = join(folder, 'jwks.json');
  writeFileSync(jwksFile, JSON.stringify((await toSigningKeys([jwk])).published));

  const trustOf = (id: string): Trust => {
    const requiresBinding = options.requireBinding?.includes(id) === true;
    return { kind: 'signed', jwks: options.jwks ?? jwksFile, issuer: 'hanse-hub', requiresBinding };
  };

  const cities = new Map<string, TestCity>();
  for (const [id, content] of Object.entries(options.content)) {
    const dialsOut = options.network.cities.some((city) => city.id === id && city.connect === 'nats');
    const way = {
      trust: trustOf(id),
      relay: dialsOut ? options.relay?.(id) : undefined,
      mostMatches: options.mostMatches?.[id],
    };
    const database = await (typeof content === 'string'
      ? createImportedDatabase(id, content)
      : importContent(id, contentFolder(folder, id, content)));
    running.add(() => database.drop());
    cities.set(id, await startCity(id, database.url, way, running, options.tracers?.city));
  }
  for (const id of options.down ?? []) await cities.get(id)!.wire.close();

  const networkFile = join(folder, 'network.yaml');
  const listed = options.network.cities.map((city) => ({
    ...city,
    ...(city.connect === undefined && urlOf(cities.get(city.id))),
  }));
  writeFileSync(networkFile, stringify({ name: 'Test network', ...options.network, cities: listed }));
  const config = {
    // Its cities are on this machine.
    ...parseHubConfig({ HANSE_NETWORK: networkFile, PORT: '0', HANSE_CITIES_HTTPS_ONLY: 'false' }),
    // Tests ask as fast as they can, and for as much.
    limits: NO_LIMITS,
    maxSearchCost: 5_000,
    refreshIntervalMs: NO_VISITS_MS,
    cursorKeys: [CURSOR_KEY],
    relay: options.relay?.('hub'),
    // A machine that is busy with other tests is no reason to find nothing.
    timeoutMs: 10_000,
  };
  const vocabularyFile = join(folder, 'topics.ttl');
  if (options.vocabulary !== undefined) writeFileSync(vocabularyFile, options.vocabulary);
  const hubConfig = {
    ...{ ...config, signingKeysFile },
    ...(options.vocabulary === undefined ? {} : { vocabularyFile }),
    ...options.config,
  };
  const hub = await createHub(hubConfig, options.logger ?? logger, options.tracers?.hub);
  running.add(() => hub.close());
  await hub.ready;

  return {
    hub,
    hubConfig,
    networkFile,
    city(id) {
      return cities.get(id)!;
    },
    serveFrom: async (id, databaseUrl) => {
      const server = await serveCity(id, databaseUrl, { trust: trustOf(id), relay: undefined }, undefined);
      running.add(() => server.close());
      return server.url;
    },
    query: async (document, variables, token) => (await queryHub(hub.url, document, variables, token)) as Answer,
  };
}

/** A city without content may be served elsewhere. */
function urlOf(city: TestCity | undefined): { readonly url?: string } {
  return city === undefined ? {} : { url: city.wire.url };
}

/** By what it knows the hub, and whether the hub reaches it without its port. */
interface Way extends Pick<CityConfig, 'mostMatches'> {
  readonly trust: Trust;
  readonly relay: RelayConfig | undefined;
}

function serveCity(cityId: string, databaseUrl: string, way: Way, tracer: Tracer | undefined): Promise<CityServer> {
  return createCityServer(
    {
      ...{ cityId, databaseUrl, host: '127.0.0.1', port: 0 },
      ...{ ...way, cursorKeys: [CURSOR_KEY], disclosureDays: 365 },
    },
    logger,
    tracer,
  );
}

async function startCity(
  cityId: string,
  databaseUrl: string,
  way: Way,
  running: Closers,
  tracer: Tracer | undefined,
): Promise<TestCity> {
  const server = await serveCity(cityId, databaseUrl, way, tracer);
  running.add(() => server.close());
  const wire = await startWiretap(server.url);
  running.add(() => wire.close());
  return { server, wire, databaseUrl };
}

/** What is one test's own: to keep it for others would only fill the memory. */
async function importContent(cityId: string, folder: string): Promise<TestDatabase> {
  const database = await createMigratedDatabase();
  const dataSource = await createDataSource(database.url).initialize();
  await importFolder(dataSource, cityId, folder).finally(() => dataSource.destroy());
  return database;
}

function contentFolder(parent: string, cityId: string, content: Exclude<CityContent, string>): string {
  const folder = join(parent, cityId);
  mkdirSync(folder);
  for (const [name, text] of Object.entries(content)) writeFileSync(join(folder, name), text);
  return folder;
}
