import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { Closers } from '../../../gateway/Closers';
import type { BenchOptions } from '../Bench';
import { createPost } from '../createPost';
import { runChild } from '../runChild';
import { conceptKnownTo, EXPERTS_EACH, cityIdOf } from '../scale/NetworkPlan';
import type { NetworkPlan } from '../scale/NetworkPlan';
import { writeNetwork, writeVocabulary } from '../scale/writeNetwork';
import type { CitiesCommand } from './serveCitiesInChild';

/** As many as know of the concept that is asked for. */
export const CITIES = 20;
/** Searches that are under way at once, at most. */
const CONNECTIONS = 10;

/** What became of a search: how the frail city is spoken of. All others have answered. */
export interface Found {
  readonly microseconds: number;
  readonly status: string;
  readonly message: string | null;
}

/**
 * Searches for what every city knows.
 *
 * @throws Error when the answer is not what the network holds
 */
export type Search = () => Promise<Found>;

/** Two hubs with their usual limits and the cities of both, each in a process of its own. */
export interface Outage {
  /** By the hub that reaches one city at an address that may hang. */
  readonly searchFrail: Search;
  /** By the hub for which all is always well. */
  readonly searchSound: Search;
  /** Has the frail city hang, or answer again. */
  hang(hang: boolean): Promise<void>;
  close(): Promise<void>;
}

/** Each search is for another number of experts, since the hub asks identical questions under way once. */
const query = `query ($concepts: [ID!]!, $first: Int!) {
  experts(concepts: $concepts, first: $first) {
    totalCount
    nodes { id name role }
    coverage { asked answered complete cities { city { id } status message } }
  }
}`;

interface Answer {
  readonly errors?: unknown;
  readonly data?: {
    readonly experts: {
      readonly totalCount: number;
      readonly nodes: readonly ({ readonly id: string; readonly name: string } | null)[];
      readonly coverage: {
        readonly asked: number;
        readonly answered: number;
        readonly complete: boolean;
        readonly cities: readonly {
          readonly city: { readonly id: string };
          readonly status: string;
          readonly message: string | null;
        }[];
      };
    };
  };
}

export async function openOutage({ seed, signal }: BenchOptions): Promise<Outage> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hanse-bench-'));
  const ends = new Closers();
  ends.add(() => rm(folder, { recursive: true, force: true }));
  const close = (): Promise<void> => ends.close();
  try {
    const vocabularyFile = path.join(folder, 'topics.ttl');
    const concepts = await writeVocabulary(vocabularyFile);
    const plan: NetworkPlan = { cities: CITIES, seed, concepts };
    const planFile = path.join(folder, 'plan.json');
    await writeFile(planFile, JSON.stringify(plan));
    const cities = await runChild<number>(path.join(__dirname, 'serveCitiesInChild.ts'), [planFile], signal);
    ends.add(() => cities.end());

    const frail = seed % CITIES;
    const startHub = async (name: string, mayHang: boolean): Promise<Search> => {
      const networkFile = path.join(folder, `${name}.yaml`);
      await writeNetwork(networkFile, [...Array(CITIES).keys()], (city) => {
        const room = mayHang && city === frail ? 'frail/' : '';
        return { url: `http://127.0.0.1:${cities.message}/${room}${cityIdOf(city)}/graphql` };
      });
      const file = path.join(__dirname, 'serveHubInChild.ts');
      const hub = await runChild<string>(file, [networkFile, vocabularyFile], signal);
      ends.add(() => hub.end());
      const client = createPost(hub.message, CONNECTIONS);
      ends.add(() => client.close());
      let searches = 0;
      return async () => {
        signal.throwIfAborted();
        const first = 20 + (searches++ % CONNECTIONS);
        const body = JSON.stringify({ query, variables: { concepts: [conceptKnownTo(CITIES)], first } });
        const startedAt = performance.now();
        const text = await client.post(body);
        const microseconds = (performance.now() - startedAt) * 1000;
        const named = readAnswer(JSON.parse(text) as Answer, cityIdOf(frail), first);
        if (named === undefined) throw new Error(`Of ${CITIES} cities, one of which may hang, the hub says: ${text}`);
        return { microseconds, ...named };
      };
    };
    return {
      searchFrail: await startHub('frail', true),
      searchSound: await startHub('sound', false),
      async hang(hang) {
        await cities.ask({ hang } satisfies CitiesCommand);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What the answer says of the frail city; undefined when it is wrong of the others, or does not hang together. */
function readAnswer({ errors, data }: Answer, frailId: string, first: number) {
  if (errors !== undefined || data === undefined) return undefined;
  const { totalCount, nodes, coverage } = data.experts;
  const [named, ...namesakes] = coverage.cities.filter(({ city }) => city.id === frailId);
  if (named === undefined || namesakes.length > 0) return undefined;
  const answered = coverage.cities.filter(({ status }) => status === 'ANSWERED').length;
  const right =
    coverage.asked === CITIES &&
    coverage.answered === answered &&
    answered >= CITIES - 1 &&
    (answered === CITIES) === (named.status === 'ANSWERED') &&
    coverage.complete === (answered === CITIES) &&
    totalCount === answered * EXPERTS_EACH &&
    nodes.length === first &&
    nodes.every((node) => node?.name.endsWith(node.id.split(':')[0]!));
  return right ? { status: named.status, message: named.message } : undefined;
}
