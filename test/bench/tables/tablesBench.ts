import { performance } from 'node:perf_hooks';
import { inventedTerms } from '../../../subgraphs/city/generate/inventedTerms';
import { openAbuse } from '../abuse/openAbuse';
import type { AbusedHub } from '../abuse/openAbuse';
import { becomeCalm, since } from '../abuse/measureAbuse';
import type { Bench, BenchOptions, Figure } from '../Bench';
import { createPost } from '../createPost';
import { figure, quantile, toRow } from '../figures';

const ROUNDS = 3;
const ENDINGS = ['csv', 'xlsx', 'json'] as const;
/** Searches with which one that has a table beside it is compared. */
const ALONE = 60;
const MAX_HOLD_MS = 50;
/** How much longer the median of searches may take beside a table. */
const MAX_SEARCH_RATIO = 1.2;

/** One table, and the searches that went by while it was read. */
interface Round {
  readonly seconds: number;
  readonly bytes: number;
  readonly longestHold: number;
  /** Milliseconds of processor time: of the hub, and of city and database. */
  readonly hub: number;
  readonly city: number;
  /** How much longer a search takes beside it, as the median and as the slowest twentieth. */
  readonly p50Ratio: number;
  readonly p95Ratio: number;
}

/**
 * Long answers below `/questions`, of a city of 20,000 staff: how long they take, how long the hub holds its event loop for
 * them, and how much slower a search is that somebody else makes meanwhile.
 */
export const tablesBench: Bench = {
  name: 'tables',
  async run(options, tell) {
    const bed = await openAbuse(options, tell);
    try {
      const hub = await bed.startHub(0);
      const figures: Figure[] = [];
      try {
        for (const ending of ENDINGS) {
          const rounds: Round[] = [];
          for (let round = 0; round <= (options.quick ? 1 : ROUNDS); round++) {
            tell(`${ending}, round ${round}`);
            const measured = await measureTable(hub, ending, options);
            // The first has code compiled.
            if (round > 0) rounds.push(measured);
          }
          figures.push(...describe(ending, rounds));
        }
      } finally {
        await hub.end();
      }
      return { rows: figures.map(toRow), figures };
    } finally {
      tell('ending');
      await bed.close();
    }
  },
};

async function measureTable(hub: AbusedHub, ending: string, { signal }: BenchOptions): Promise<Round> {
  const client = createPost(`${hub.url}/graphql`, 1);
  let asked = 0;
  const search = async (): Promise<number> => {
    signal.throwIfAborted();
    const { concept } = inventedTerms[asked % inventedTerms.length]!;
    const query = `{ experts(concepts: ["${concept}"], first: ${10 + (asked++ % 11)}) { totalCount nodes { id name role } } }`;
    const startedAt = performance.now();
    const answer = await client.post(JSON.stringify({ query }));
    if (answer.includes('"errors"')) throw new Error(`To a search beside a table the hub says: ${answer}`);
    return performance.now() - startedAt;
  };
  try {
    const alone: number[] = [];
    while (alone.length < ALONE) alone.push(await search());
    const before = await becomeCalm(hub);

    const concepts = inventedTerms.map(({ concept }) => concept).join(',');
    const startedAt = performance.now();
    let isUnderWay = true;
    const table = read(`${hub.url}/questions/experts.${ending}?concepts=${concepts}`, signal).finally(() => {
      isUnderWay = false;
    });
    const beside: number[] = [];
    while (isUnderWay as boolean) beside.push(await search());
    const bytes = await table;
    const seconds = (performance.now() - startedAt) / 1_000;
    const spent = since(before, await becomeCalm(hub));
    return {
      ...{ seconds, bytes },
      ...{ longestHold: spent.longestHold, hub: spent.hub, city: spent.city + spent.database },
      p50Ratio: quantile(beside, 0.5) / quantile(alone, 0.5),
      p95Ratio: quantile(beside, 0.95) / quantile(alone, 0.95),
    };
  } finally {
    await client.close();
  }
}

/** The size of an answer, in bytes. */
async function read(url: string, signal: AbortSignal): Promise<number> {
  const response = await fetch(url, { signal });
  const bytes = await response.arrayBuffer();
  if (response.status === 200) return bytes.byteLength;
  throw new Error(`To ${url} the hub answers ${response.status}: ${Buffer.from(bytes).toString('utf8', 0, 500)}`);
}

function describe(ending: string, rounds: readonly Round[]): readonly Figure[] {
  const each = (read: (round: Round) => number): readonly number[] => rounds.map(read);
  return [
    figure(
      `${ending}: whole`,
      's',
      each(({ seconds }) => seconds),
    ),
    figure(
      `${ending}: size`,
      'MB',
      each(({ bytes }) => bytes / 1_000_000),
    ),
    figure(
      `${ending}: longest hold of the hub`,
      'ms',
      each(({ longestHold }) => longestHold),
      {
        promise: { atMost: MAX_HOLD_MS },
      },
    ),
    figure(
      `${ending}: CPU of the hub, with the searches beside it`,
      'ms',
      each(({ hub }) => hub),
    ),
    figure(
      `${ending}: CPU of the city and its database`,
      'ms',
      each(({ city }) => city),
    ),
    figure(
      `${ending}: a search beside it, by one alone`,
      'x',
      each(({ p50Ratio }) => p50Ratio),
      { promise: { atMost: MAX_SEARCH_RATIO } },
    ),
    figure(
      `${ending}: the slowest twentieth of those`,
      'x',
      each(({ p95Ratio }) => p95Ratio),
    ),
  ];
}
