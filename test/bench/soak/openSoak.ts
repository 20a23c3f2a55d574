import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Closers } from '../../../gateway/Closers';
import { NetworkText } from '../../../gateway/operator/NetworkText';
import { replaceFile } from '../../../gateway/watched/files/replaceFile';
import { startHub } from '../../faults/hub/HubProcess';
import type { HubProcess } from '../../faults/hub/HubProcess';
import { CITIES as PLANNED, readKnownHits } from '../../faults/hub/readKnownHits';
import type { HitsOf } from '../../faults/hub/search';
import type { BenchOptions } from '../Bench';
import { runChild } from '../runChild';
import { SimulatedCities } from '../scale/cities/SimulatedCities';
import { cityIdOf } from '../scale/NetworkPlan';
import type { NetworkPlan } from '../scale/NetworkPlan';
import { writeNetwork, writeVocabulary } from '../scale/writeNetwork';
import type { Conduct } from './Conduct';
import type { CitiesCommand, Ports } from './serveCitiesInChild';

/** Each with two ports, of which the hub asks the first to begin with. */
export const CITIES = 12;

/** How often the hub visits each city, so that one that was quarantined is back in time to be held to its word. */
const REFRESH_SECONDS = 5;

/** The cities in a process of their own, and a hub as its operators run it. */
export interface Soak {
  readonly cityIds: readonly string[];
  readonly hitsOf: HitsOf;
  readonly hub: HubProcess;
  behave(city: number, conduct: Conduct): Promise<void>;
  /** Changes the network's file as `hub registry` does. */
  changeRegistry(change: (text: NetworkText) => void): Promise<void>;
  urlOf(city: number, port: 0 | 1): string;
  /** What the network file says of a city that was removed. */
  fieldsOf(city: number): { readonly name: string; readonly country: string; readonly url: string };
  close(): Promise<void>;
}

export async function openSoak({ seed, signal }: BenchOptions): Promise<Soak> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hanse-soak-'));
  const ends = new Closers();
  ends.add(() => rm(folder, { recursive: true, force: true }));
  const close = (): Promise<void> => ends.close();
  try {
    const vocabularyFile = path.join(folder, 'topics.ttl');
    const plan: NetworkPlan = { cities: PLANNED, seed, concepts: await writeVocabulary(vocabularyFile) };
    const planFile = path.join(folder, 'plan.json');
    await writeFile(planFile, JSON.stringify(plan));
    const served = await runChild<Ports>(
      path.join(__dirname, 'serveCitiesInChild.ts'),
      [planFile, String(CITIES)],
      signal,
    );
    ends.add(() => served.end());

    const numbers = [...Array(CITIES).keys()];
    const urlOf = (city: number, port: 0 | 1): string => `http://127.0.0.1:${served.message[city]![port]}/graphql`;
    const networkFile = path.join(folder, 'network.yaml');
    await writeNetwork(networkFile, numbers, (city) => ({ url: urlOf(city, 0) }));
    const sdl = readFileSync(path.join(__dirname, '../../../schema/city.graphql'), 'utf8');
    const cities = new SimulatedCities(plan, sdl);
    const hits = new Map(numbers.map((city) => [cityIdOf(city), readKnownHits(cities, city)]));

    const hub = await startHub({
      HANSE_NETWORK: networkFile,
      HANSE_CITIES_HTTPS_ONLY: 'false',
      HANSE_VOCABULARY: vocabularyFile,
      HANSE_REFRESH_SECONDS: String(REFRESH_SECONDS),
      LOG_LEVEL: 'error',
    });
    ends.add(async () => {
      hub.signal('SIGTERM');
      await hub.exit;
    });
    return {
      cityIds: numbers.map(cityIdOf),
      hitsOf: (cityId) => hits.get(cityId) ?? [],
      hub,
      async behave(city, conduct) {
        await served.ask({ city, conduct } satisfies CitiesCommand);
      },
      async changeRegistry(change) {
        const before = await readFile(networkFile, 'utf8');
        const text = new NetworkText(before, networkFile);
        change(text);
        await replaceFile(networkFile, before, text.text);
      },
      urlOf,
      fieldsOf: (city) => ({ name: `City ${city + 1}`, country: 'DE', url: urlOf(city, 0) }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
