import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { stringify } from 'yaml';
import { parseHubConfig } from '../../gateway/config';
import type { HubConfig } from '../../gateway/config';
import { createHub } from '../../gateway/createHub';
import type { Hub } from '../../gateway/createHub';
import { NO_LIMITS } from '../../gateway/front/limits/LimitsConfig';
import type { HubSchemas } from '../../subgraphs/composing/HubSchemas';
import type { FakeCity } from '../../subgraphs/composing/test/startFakeCity';
import { queryHub } from './queryHub';
import { NO_VISITS_MS } from './startNetwork';

/** A hub over HTTP, and cities that say what a test lets them say. */
export interface FakeNetwork {
  readonly hub: Hub;
  /** As an anonymous client. Each test reads the shape that it asked for. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  query(document: string, variables?: Record<string, unknown>): Promise<any>;
  /** Closes the cities, too. */
  close(): Promise<void>;
}

export interface FakeNetworkOptions {
  /** Without it, nothing is logged. */
  readonly logger?: Logger;
  /** Without it, what the project has released. */
  readonly schemas?: HubSchemas;
  readonly config?: Partial<HubConfig>;
}

/** Starts a hub whose network has the cities, by their slugs. */
export async function startFakeNetwork(
  cities: Readonly<Record<string, FakeCity>>,
  { logger = pino({ level: 'silent' }), schemas, config: given }: FakeNetworkOptions = {},
): Promise<FakeNetwork> {
  const folder = mkdtempSync(join(tmpdir(), 'hanse-fake-network-'));
  const networkFile = join(folder, 'network.yaml');
  const entries = Object.entries(cities).map(([id, { url }]) => ({ id, name: id, country: 'DE', url }));
  writeFileSync(networkFile, stringify({ name: 'Villages', cities: entries }));
  const config = {
    ...parseHubConfig({ HANSE_NETWORK: networkFile, PORT: '0', HANSE_CITIES_HTTPS_ONLY: 'false' }),
    limits: NO_LIMITS,
    refreshIntervalMs: NO_VISITS_MS,
    // A machine that is busy with other tests is no reason to find nothing.
    timeoutMs: 10_000,
    ...given,
  };
  const hub = await createHub(config, logger, undefined, schemas);
  await hub.ready;
  return {
    hub,
    query: (document, variables) => queryHub(hub.url, document, variables),
    close: async () => {
      await hub.close();
      await Promise.all(Object.values(cities).map((city) => city.close()));
      rmSync(folder, { recursive: true });
    },
  };
}
