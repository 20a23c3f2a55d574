import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { createPost } from '../../createPost';
import { runChild } from '../../runChild';
import type { KnownTo } from '../NetworkPlan';
import { conceptKnownTo, EXPERTS_EACH } from '../NetworkPlan';
import type { HubAnswer, HubQuestion } from './serveHubInChild';

/** A hub in a process of its own. */
export interface BenchHub {
  /** Microseconds from the start of the process until it knew what every city counts. */
  readonly startUs: number;
  /**
   * Searches for those who know about a concept, and checks the answer.
   *
   * @returns the microseconds until the answer was there
   * @throws WrongAnswerError
   */
  search(known: KnownTo): Promise<number>;
  /** Has it visit all cities, until it knows what every city counts now. In microseconds. */
  refresh(): Promise<number>;
  /** Bytes that its process occupies. */
  memory(): Promise<number>;
  /** May be called again. */
  end(): Promise<void>;
}

/** The answer is not what the network holds, so its time says nothing. */
export class WrongAnswerError extends Error {
  override readonly name = 'WrongAnswerError';
}

const FIRST = 20;

/** What a page of results shows. */
const query = `query ($concepts: [ID!]!, $first: Int!) {
  experts(concepts: $concepts, first: $first) {
    totalCount
    nodes { id name role }
    pageInfo { hasNextPage endCursor }
    coverage { asked answered notAsked complete }
  }
}`;

interface Answer {
  readonly errors?: unknown;
  readonly data?: { readonly experts: Experts };
}

interface Experts {
  readonly totalCount: number;
  readonly nodes: readonly ({ readonly id: string; readonly name: string } | null)[];
  readonly pageInfo: { readonly hasNextPage: boolean };
  readonly coverage: {
    readonly asked: number;
    readonly answered: number;
    readonly notAsked: number;
    readonly complete: boolean;
  };
}

export interface HubOnFiles {
  readonly networkFile: string;
  readonly vocabularyFile: string;
  /** Through which it reaches cities that dial out. Undefined: there are none. */
  readonly relay: { readonly url: string; readonly credentials: string } | undefined;
  /** Whether every city of the network has told its counts since they changed. */
  readonly haveTold: () => Promise<boolean>;
  readonly signal: AbortSignal;
}

/** A network that is large may take more than one round. */
const MAX_ROUNDS = 20;

export async function startHub({
  networkFile,
  vocabularyFile,
  relay,
  haveTold,
  signal,
}: HubOnFiles): Promise<BenchHub> {
  const start = performance.now();
  const child = await runChild<string>(
    path.join(__dirname, 'serveHubInChild.ts'),
    [networkFile, vocabularyFile, ...(relay === undefined ? [] : [relay.url, relay.credentials])],
    signal,
    ['--expose-gc'],
  );
  const ask = (question: HubQuestion): Promise<HubAnswer> => child.ask<HubAnswer>(question);
  async function visit(): Promise<void> {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      if (await haveTold()) return;
      await ask('refresh');
    }
    throw new Error(`After ${MAX_ROUNDS} rounds there are cities that the hub has not asked for their counts.`);
  }
  await visit().catch(async (error: unknown) => {
    await child.end();
    throw error;
  });
  const startUs = (performance.now() - start) * 1000;
  const hub = createPost(child.message, 1);
  let ended: Promise<void> | undefined;
  return {
    startUs,
    async search(known) {
      const body = JSON.stringify({ query, variables: { concepts: [conceptKnownTo(known)], first: FIRST } });
      const asked = performance.now();
      const answer = await hub.post(body);
      const microseconds = (performance.now() - asked) * 1000;
      const { errors, data } = JSON.parse(answer) as Answer;
      if (errors !== undefined || data === undefined || !isRight(data.experts, known)) {
        const { totalCount, coverage } = data?.experts ?? {};
        throw new WrongAnswerError(
          `Where ${known} cities match the hub says: ${JSON.stringify({ errors, totalCount, coverage })}`,
        );
      }
      return microseconds;
    },
    async refresh() {
      const asked = performance.now();
      await ask('refresh');
      await visit();
      return (performance.now() - asked) * 1000;
    },
    memory: () => ask('memory'),
    end: () => (ended ??= hub.close().then(() => child.end())),
  };
}

function isRight({ totalCount, nodes, pageInfo, coverage }: Experts, known: KnownTo): boolean {
  const total = known * EXPERTS_EACH;
  return (
    totalCount === total &&
    nodes.length === Math.min(total, FIRST) &&
    nodes.every((node) => node?.name.endsWith(node.id.split(':')[0]!)) &&
    pageInfo.hasNextPage === total > FIRST &&
    coverage.asked === known &&
    coverage.answered === known &&
    coverage.notAsked === 0 &&
    (known === 0 || coverage.complete)
  );
}
