import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Closers } from '../../../gateway/Closers';
import { writeRelayKey } from '../../../gateway/operator/relayKey';
import { writeRelayUsers } from '../../../gateway/operator/writeRelayUsers';
import { parseNetwork } from '../../../subgraphs/directory/network/parseNetwork';
import type { TestNats } from '../../nats/startNats';
import type { BenchOptions } from '../Bench';
import { runChild } from '../runChild';
import type { Child } from '../runChild';
import type { CitiesQuestion, Dialling } from './cities/serveCitiesInChild';
import { startHub } from './hub/startHub';
import type { BenchHub } from './hub/startHub';
import { citiesThatKnow, cityIdOf } from './NetworkPlan';
import type { NetworkPlan } from './NetworkPlan';
import { writeNetwork, writeVocabulary } from './writeNetwork';
import type { WayTo } from './writeNetwork';

/** Processes that serve all cities of a simulated network, and the files for hubs on it. */
export interface Scale {
  /** How many cities each of the networks has. The small one has the cities of the large one that know of one concept. */
  readonly cities: Readonly<Record<Size, number>>;
  /**
   * Starts a hub, and waits until it knows what every city counts.
   *
   * @param way through the relay of this network, where the cities dial out, if nothing else is said
   */
  startHub(size: Size, way?: Way): Promise<BenchHub>;
  /** Changes what every city counts. */
  change(): Promise<void>;
  close(): Promise<void>;
}

const SIZES = ['small', 'large'] as const;
export type Size = (typeof SIZES)[number];

/** How a hub reaches the cities: at their addresses, or through the relay to which those of the small or of the large network dial out. */
type Way = 'direct' | Size;

/** NATS servers: to the small one the cities of the small network dial out, and to the large one all. */
type Relays = Readonly<Record<Size, Pick<TestNats, 'url' | 'reload'>>>;

const SMALL = 20;
/** Each city that dials out has a connection to the relay, and both ends of one to its own server: more than one process may open. */
const DIALLING_PROCESSES = 4;

/** How many files a process that serves cities has open, at most, where so many dial out. */
export function filesOf(cities: number): number {
  return Math.ceil(cities / DIALLING_PROCESSES) * 3 + 500;
}

export function citiesOf({ quick }: Pick<BenchOptions, 'quick'>): number {
  return quick ? 1_000 : 10_000;
}

/** @param relays to which the cities dial out, each by a key of its own; they can be reached at their addresses as well */
export async function openScale({ quick, seed, signal }: BenchOptions, relays?: Relays): Promise<Scale> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hanse-bench-'));
  const ends = new Closers();
  ends.add(() => rm(folder, { recursive: true, force: true }));
  const close = (): Promise<void> => ends.close();
  try {
    const vocabularyFile = path.join(folder, 'topics.ttl');
    const concepts = await writeVocabulary(vocabularyFile);
    const plan: NetworkPlan = { cities: citiesOf({ quick }), seed, concepts };
    const planFile = path.join(folder, 'plan.json');
    await writeFile(planFile, JSON.stringify(plan));
    const all = [...Array(plan.cities).keys()];
    const members = { small: citiesThatKnow(SMALL, plan.cities), large: all };
    const networkFile = (size: Size, way: Way): string =>
      path.join(folder, `${size}-${way === 'direct' ? 'direct' : 'relayed'}.yaml`);
    const keys = path.join(folder, 'keys');
    const credentials = path.join(keys, 'hub.nk');
    if (relays !== undefined) {
      await mkdir(keys);
      const hubKey = await writeRelayKey(credentials);
      const nkeys: string[] = [];
      for (const city of all) nkeys.push(await writeRelayKey(path.join(keys, `${cityIdOf(city)}.nk`)));
      for (const size of SIZES) {
        const file = networkFile(size, size);
        await writeNetwork(file, members[size], (city) => ({ connect: 'nats', nkeys: [nkeys[city]!] }));
        await relays[size].reload(writeRelayUsers(parseNetwork(await readFile(file, 'utf8'), file), [hubKey]));
      }
    }
    const served: Child<number>[] = [];
    for (const dialling of relays === undefined ? [undefined] : shareOut(members, relays, keys)) {
      const args = [planFile, ...(dialling === undefined ? [] : [JSON.stringify(dialling)])];
      const child = await runChild<number>(path.join(__dirname, 'cities/serveCitiesInChild.ts'), args, signal);
      ends.add(() => child.end());
      served.push(child);
    }
    const addressOf = (city: number): WayTo => ({
      url: `http://127.0.0.1:${served[0]!.message}/${cityIdOf(city)}/graphql`,
    });
    for (const size of SIZES) await writeNetwork(networkFile(size, 'direct'), members[size], addressOf);

    const ask = async (question: CitiesQuestion): Promise<number> => {
      const counts = await Promise.all(served.map((child) => child.ask<number>(question)));
      return counts.reduce((sum, count) => sum + count, 0);
    };
    const cities = { small: SMALL, large: plan.cities };
    return {
      cities,
      async startHub(size, way = relays === undefined ? 'direct' : size) {
        await ask('change');
        const haveTold = async () => (await ask('told')) === cities[size];
        const files = { networkFile: networkFile(size, way), vocabularyFile };
        const relay = way === 'direct' || relays === undefined ? undefined : { url: relays[way].url, credentials };
        const hub = await startHub({ ...files, relay, haveTold, signal });
        ends.add(() => hub.end());
        return hub;
      },
      async change() {
        await ask('change');
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Those of the small network by the same processes as to the large relay, so that nothing differs but the relays and the hubs. */
function shareOut(
  members: Readonly<Record<Size, readonly number[]>>,
  relays: Relays,
  keys: string,
): readonly Dialling[] {
  const size = Math.ceil(members.large.length / DIALLING_PROCESSES);
  return Array.from({ length: DIALLING_PROCESSES }, (_, part) => {
    const cities = members.large.slice(part * size, (part + 1) * size);
    const few = cities.filter((city) => members.small.includes(city));
    return {
      keys,
      relays: [
        { url: relays.large.url, cities },
        { url: relays.small.url, cities: few },
      ],
    };
  });
}
