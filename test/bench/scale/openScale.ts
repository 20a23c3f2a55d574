import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Closers } from '../../../gateway/Closers';
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
   * @param way through the relay, where the cities dial out to one, if nothing else is said
   */
  startHub(size: Size, way?: Way): Promise<BenchHub>;
  /** Changes what every city counts. */
  change(): Promise<void>;
  close(): Promise<void>;
}

export type Size = 'small' | 'large';

/** How a hub reaches the cities: at their addresses, or through the relay to which they dial out. */
type Way = 'direct' | 'relay';

const SMALL = 20;
/** Each city that dials out has a connection to the relay, and one to its own server: more than one process may open. */
const DIALLING_PROCESSES = 4;

/** @param relay the address of a NATS server to which all cities dial out; they can be reached at their addresses as well */
export async function openScale({ quick, seed, signal }: BenchOptions, relay?: string): Promise<Scale> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hanse-bench-'));
  const ends = new Closers();
  ends.add(() => rm(folder, { recursive: true, force: true }));
  const close = (): Promise<void> => ends.close();
  try {
    const vocabularyFile = path.join(folder, 'topics.ttl');
    const concepts = await writeVocabulary(vocabularyFile);
    const plan: NetworkPlan = { cities: quick ? 1_000 : 10_000, seed, concepts };
    const planFile = path.join(folder, 'plan.json');
    await writeFile(planFile, JSON.stringify(plan));
    const all = [...Array(plan.cities).keys()];
    const served: Child<number>[] = [];
    for (const dialling of relay === undefined ? [undefined] : shareOut(all, relay)) {
      const args = [planFile, ...(dialling === undefined ? [] : [JSON.stringify(dialling)])];
      const child = await runChild<number>(path.join(__dirname, 'cities/serveCitiesInChild.ts'), args, signal);
      ends.add(() => child.end());
      served.push(child);
    }

    const usual: Way = relay === undefined ? 'direct' : 'relay';
    const networkFile = (size: Size, way: Way): string => path.join(folder, `${size}-${way}.yaml`);
    for (const way of new Set<Way>(['direct', usual])) {
      const wayTo = (city: number): WayTo =>
        way === 'relay'
          ? { connect: 'nats' }
          : { url: `http://127.0.0.1:${served[0]!.message}/${cityIdOf(city)}/graphql` };
      await writeNetwork(networkFile('small', way), citiesThatKnow(SMALL, plan.cities), wayTo);
      await writeNetwork(networkFile('large', way), all, wayTo);
    }

    const ask = async (question: CitiesQuestion): Promise<number> => {
      const counts = await Promise.all(served.map((child) => child.ask<number>(question)));
      return counts.reduce((sum, count) => sum + count, 0);
    };
    const cities = { small: SMALL, large: plan.cities };
    return {
      cities,
      async startHub(size, way = usual) {
        await ask('change');
        const haveTold = async () => (await ask('told')) === cities[size];
        const files = { networkFile: networkFile(size, way), vocabularyFile };
        const hub = await startHub({ ...files, relay: way === 'relay' ? relay : undefined, haveTold, signal });
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

function shareOut(cities: readonly number[], relay: string): readonly Dialling[] {
  const size = Math.ceil(cities.length / DIALLING_PROCESSES);
  return Array.from({ length: DIALLING_PROCESSES }, (_, part) => ({
    relay,
    cities: cities.slice(part * size, (part + 1) * size),
  }));
}
