import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Closers } from '../../../gateway/Closers';
import { runChild } from '../runChild';
import { cityIdOf } from '../scale/NetworkPlan';
import { writeNetwork } from '../scale/writeNetwork';
import { CONNECTIONS } from './Condition';
import type { CheckedTarget } from './CheckedTarget';
import { checkTarget } from './CheckedTarget';
import type { CitiesAnswer, CitiesPorts, CitiesQuestion, CityRequest } from './cities/serveCitiesInChild';
import type { Condition } from './Condition';
import type { BenchNetwork } from './network/BenchNetwork';
import { writeQuestions } from './network/BenchNetwork';
import type { FloorPlan, SeenRequest } from './targets/floor/FloorPlan';
import type { Engines } from './targets/hive/installEngines';
import { startHive } from './targets/hive/startHive';
import { HUB_OPTIONS } from './targets/hub/HUB_OPTIONS';
import { searchTask, typedTask } from './targets/tasks';
import type { Target, TargetName, Task } from './targets/Target';
import { TARGETS } from './targets/Target';
import { composeTyped } from './targets/composeTyped';

export interface GatewaysOptions {
  readonly network: BenchNetwork;
  /** Those beside the floors and the hubs. */
  readonly engines: Engines;
  readonly signal: AbortSignal;
}

/** The cities of one network in a process, and every target on them in a process of its own, checked in all modes. */
export interface Gateways {
  readonly targets: readonly CheckedTarget[];
  /** Has the cities answer in another way. */
  set(condition: Pick<Condition, 'mode' | 'delayMs'>): Promise<void>;
  /** How often a city had no recorded answer so far: it is not to grow while something is measured. */
  misses(): Promise<number>;
  close(): Promise<void>;
}

export async function openGateways(
  { network, engines, signal }: GatewaysOptions,
  tell: (what: string) => void,
): Promise<Gateways> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hanse-bench-'));
  const ends = new Closers();
  ends.add(() => rm(folder, { recursive: true, force: true }));
  const close = (): Promise<void> => ends.close();
  const fileOf = (name: string): string => path.join(folder, name);
  try {
    const cities = await runChild<CitiesPorts>(
      path.join(__dirname, 'cities/serveCitiesInChild.ts'),
      [JSON.stringify(network)],
      signal,
    );
    ends.add(() => cities.end());
    const ask = (question: CitiesQuestion): Promise<CitiesAnswer> => cities.ask<CitiesAnswer>(question);
    const { cities: ports, directory } = cities.message;
    const urlOf = (city: number): string => `http://127.0.0.1:${ports[city]!}/graphql`;
    const typedUrlOf = (city: number | null): string =>
      `http://127.0.0.1:${city === null ? directory : ports[city]!}/typed`;

    await writeNetwork(fileOf('network.yaml'), [...ports.keys()], (city) => ({ url: urlOf(city) }));
    await writeQuestions(fileOf('topics.ttl'));
    await writeFile(fileOf('supergraph.graphql'), composeTyped(network, typedUrlOf));

    const start = async (
      name: TargetName,
      task: Task,
      file: string,
      args: readonly string[],
      nodeOptions: readonly string[] = [],
    ): Promise<Target> => {
      const child = await runChild<string>(path.join(__dirname, file), args, signal, nodeOptions);
      ends.add(() => child.end());
      return { name, url: child.message, pid: child.pid, task };
    };
    const startOther = async (name: Engines['targets'][number]): Promise<Target> => {
      const supergraphFile = fileOf('supergraph.graphql');
      const hive = await startHive({ folder: engines.folder, supergraphFile, rust: name === 'hive-rust', signal });
      ends.add(() => hive.end());
      return { name, url: hive.url, pid: hive.pid, task: typed };
    };
    const targets: CheckedTarget[] = [];
    const misses = async (): Promise<number> => (await ask('misses')).misses ?? 0;
    const requests = async (): Promise<readonly CityRequest[]> => (await ask('requests')).requests ?? [];
    const check = async (target: Target): Promise<void> => {
      tell(`${network.cities} cities: checking the answers of ${target.name}`);
      for (const mode of ['executing', 'recorded'] as const) {
        await ask({ mode, delayMs: 0 });
        const checked = await checkTarget(target, CONNECTIONS);
        ends.add(() => checked.close());
        if (mode === 'recorded') targets.push(checked);
      }
    };

    const searching = searchTask(network);
    const startHub = (name: TargetName, recordsWithHits: string): Promise<Target> =>
      start(
        name,
        searching,
        'targets/hub/serveHubInChild.ts',
        [fileOf('network.yaml'), fileOf('topics.ttl'), recordsWithHits],
        HUB_OPTIONS,
      );
    const typed = typedTask(network);
    tell(`${network.cities} cities: starting the gateways`);
    const [hub, hubTwoRounds, ...others] = await allStarted([
      startHub('hub', 'public'),
      startHub('hub-two-rounds', 'off'),
      // They serve types per city, which give an equal share each: of a skewed network that is another answer.
      ...(network.matches === 'even'
        ? [
            start('apollo', typed, 'targets/apollo/serveApolloInChild.ts', [fileOf('supergraph.graphql')]),
            ...engines.targets.map(startOther),
          ]
        : []),
    ]);
    /** Checks a target, and gives what cities were asked for it that they had not been asked before. */
    const watch = async (target: Target): Promise<readonly SeenRequest[]> => {
      const nameOf = ({ city, body }: CityRequest): string => `${city} ${body}`;
      const before = new Set((await requests()).map(nameOf));
      await check(target);
      return (await requests())
        .filter((request) => !before.has(nameOf(request)))
        .map(({ city, body }) => ({ city, ...(JSON.parse(body) as Omit<SeenRequest, 'city'>) }));
    };
    /**
     * Checks the floor that sends what a hub was seen to send.
     *
     * @param records requests among which there are some for records: where hits bring them, the hub may send none
     */
    const checkFloor = async (
      name: TargetName,
      seen: readonly SeenRequest[],
      records: readonly SeenRequest[],
    ): Promise<void> => {
      const requested = readRequests(seen, records);
      const cities = [...ports.keys()].map((city) => ({
        id: cityIdOf(city),
        name: `City ${city + 1}`,
        url: urlOf(city),
        among: lastAmong(seen, city, requested.hits.query),
      }));
      await writeFile(fileOf(`${name}.json`), JSON.stringify({ cities, ...requested } satisfies FloorPlan));
      const asked = await watch(
        await start(name, searching, 'targets/floor/serveFloorInChild.ts', [fileOf(`${name}.json`)]),
      );
      const known = new Set([...seen, ...records].map(formOf));
      if (asked.some((request) => !known.has(formOf(request)))) {
        throw new Error(`${name} does not send the cities what the hub sends them.`);
      }
    };
    const inTwo = await watch(hubTwoRounds!);
    await checkFloor('floor-two-rounds', inTwo, inTwo);
    await checkFloor('floor', await watch(hub!), inTwo);
    for (const target of others) await check(target);
    return {
      targets: TARGETS.flatMap((name) => targets.filter(({ target }) => target.name === name)),
      async set(condition) {
        await ask(condition);
      },
      misses,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Waits for all, also when one fails: whoever ends them has to know of all of them. */
async function allStarted(starts: readonly Promise<Target>[]): Promise<readonly Target[]> {
  await Promise.allSettled(starts);
  return await Promise.all(starts);
}

/**
 * A request without how many records it asks for, and which: the hub learns how many of a city are wanted, and asks for more or
 * fewer from one question to the next. Whether they are the right ones, the answer shows.
 */
function formOf({ query, variables }: SeenRequest): string {
  return JSON.stringify({ query, variables: { ...variables, among: null, representations: null } });
}

/** For how many records a city was asked at last; null where hits bring none. */
function lastAmong(seen: readonly SeenRequest[], city: number, hitsQuery: string): number | null {
  const last = seen.findLast((request) => request.city === city && request.query === hitsQuery);
  return (last?.variables['among'] as number | undefined) ?? null;
}

/** What the hub sent cities for a question. */
function readRequests(
  seen: readonly SeenRequest[],
  records: readonly SeenRequest[],
): Pick<FloorPlan, 'hits' | 'recordKey' | 'entities'> {
  const hits = oftenAsked(seen.filter(({ query }) => query.includes('staffHits')));
  const entities = oftenAsked(records.filter(({ query }) => query.includes('_entities')));
  if (hits === undefined || entities === undefined) {
    throw new Error('The hub did not ask for hits and for entities as expected.');
  }
  const [, recordKey = null] = /(\w+): staff\(among:/.exec(hits.query) ?? [];
  return { hits, recordKey, entities };
}

/** One of those with the query that is asked most often: a visit of the hub asks for hits and records, too, but seldom. */
function oftenAsked(seen: readonly SeenRequest[]): SeenRequest | undefined {
  const counts = new Map<string, number>();
  for (const { query } of seen) counts.set(query, (counts.get(query) ?? 0) + 1);
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  return seen.find(({ query }) => query === most?.[0]);
}
