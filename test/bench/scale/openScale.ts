import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Closers } from '../../../gateway/Closers';
import type { BenchOptions } from '../Bench';
import { runChild } from '../runChild';
import type { CitiesQuestion } from './cities/serveCitiesInChild';
import { startHub } from './hub/startHub';
import type { BenchHub } from './hub/startHub';
import { citiesThatKnow, cityIdOf } from './NetworkPlan';
import type { NetworkPlan } from './NetworkPlan';
import { writeNetwork, writeVocabulary } from './writeNetwork';

/** A process that serves all cities of a simulated network, and the files for hubs on it. */
export interface Scale {
  /** How many cities each of the networks has. The small one has the cities of the large one that know of one concept. */
  readonly cities: Readonly<Record<Size, number>>;
  /** Starts a hub, and waits until it knows what every city counts. */
  startHub(size: Size): Promise<BenchHub>;
  /** Changes what every city counts. */
  change(): Promise<void>;
  close(): Promise<void>;
}

export type Size = 'small' | 'large';

const SMALL = 20;

export async function openScale({ quick, seed, signal }: BenchOptions): Promise<Scale> {
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
    const served = await runChild<number>(path.join(__dirname, 'cities/serveCitiesInChild.ts'), [planFile], signal);
    ends.add(() => served.end());

    const urlOf = (city: number): string => `http://127.0.0.1:${served.message}/${cityIdOf(city)}/graphql`;
    const networkFile = (size: Size): string => path.join(folder, `${size}.yaml`);
    await writeNetwork(networkFile('small'), citiesThatKnow(SMALL, plan.cities), urlOf);
    await writeNetwork(networkFile('large'), [...Array(plan.cities).keys()], urlOf);

    const ask = (question: CitiesQuestion): Promise<number> => served.ask<number>(question);
    const cities = { small: SMALL, large: plan.cities };
    return {
      cities,
      async startHub(size) {
        await ask('change');
        const haveTold = async () => (await ask('told')) === cities[size];
        const hub = await startHub({ networkFile: networkFile(size), vocabularyFile, haveTold, signal });
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
