import type { KnownHit } from './readKnownHits';
import { CONCEPT } from './readKnownHits';

/** What a right answer says of the cities. */
export interface Verdict {
  /** On whose records it rests. Sorted. */
  readonly answered: readonly string[];
  /** The status of every other that was asked. */
  readonly failed: ReadonlyMap<string, string>;
  /** Those that failed when their details were fetched, with the code of the error. */
  readonly brokenOff: ReadonlyMap<string, string>;
}

/** An answer is not what the network holds, or does not hang together. */
export class WrongAnswerError extends Error {
  override readonly name = 'WrongAnswerError';
}

const query = `query ($concepts: [ID!]!, $first: Int!, $timeoutMs: Int) {
  experts(concepts: $concepts, first: $first, timeoutMs: $timeoutMs) {
    totalCount
    edges { score node { id name } }
    coverage { asked answered complete cities { city { id } status hits } }
  }
}`;

/** The page holds what all cities have. */
const FIRST = 60;
/** The hub asks identical questions under way once, so that each is for another number. */
const OTHERS = 40;
let searches = 0;

/** The body of a search for what all cities know something of, in the hub's usual time or another one. */
export function searchBody(timeoutMs?: number): string {
  return JSON.stringify({ query, variables: { concepts: [CONCEPT], first: FIRST + (searches++ % OTHERS), timeoutMs } });
}

interface Answer {
  readonly errors?: readonly {
    readonly extensions: { readonly code: string; readonly city?: string; readonly phase?: string };
  }[];
  readonly data?: {
    readonly experts: {
      readonly totalCount: number;
      readonly edges: readonly { readonly score: number; readonly node: { id: string; name: string } | null }[];
      readonly coverage: {
        readonly asked: number;
        readonly answered: number;
        readonly complete: boolean;
        readonly cities: readonly { readonly city: { readonly id: string }; readonly status: string }[];
      };
    };
  };
}

/** What the cities have, best first. */
export type HitsOf = (cityId: string) => readonly KnownHit[];

export type MayBreakOff = (cityId: string, code: string) => boolean;

/**
 * Holds an answer against what the cities have: exactly the records of those that answered, in order, with their details.
 *
 * @param mayBreakOff whether a city may fail between search and fetch, so that there is an error that names it with this
 *   code, and details are missing
 * @throws WrongAnswerError
 */
export function checkAnswer(text: string, hitsOf: HitsOf, mayBreakOff: MayBreakOff = () => false): Verdict {
  const wrong = (what: string): never => {
    throw new WrongAnswerError(`${what}: ${text.slice(0, 3_000)}`);
  };
  const { errors = [], data } = parse(text) ?? wrong('It is not JSON');
  const brokenOff = new Map<string, string>();
  for (const { extensions } of errors) {
    const { code, city, phase } = extensions;
    if (city === undefined || phase !== 'FETCH' || !mayBreakOff(city, code)) return wrong('It has errors');
    brokenOff.set(city, code);
  }
  if (!data) return wrong('It has no data');
  const { totalCount, edges, coverage } = data.experts;
  const answered = coverage.cities.filter(({ status }) => status === 'ANSWERED').map(({ city }) => city.id);
  const failed = new Map(
    coverage.cities.filter(({ status }) => status !== 'ANSWERED').map(({ city, status }) => [city.id, status]),
  );
  if (
    coverage.asked !== answered.length + failed.size ||
    coverage.answered !== answered.length ||
    coverage.complete !== (failed.size === 0 && coverage.asked > 0)
  ) {
    wrong('The coverage does not add up');
  }
  const expected = answered.flatMap(hitsOf).sort(byRank);
  if (totalCount !== expected.length || edges.length !== expected.length) wrong('The number of records');
  for (const [place, { score, node }] of edges.entries()) {
    const hit = expected[place]!;
    const [owner = '', , key = ''] = hit.id.split(':');
    const isRight = node === null ? brokenOff.has(owner) : node.id === hit.id && node.name === `${key} of ${owner}`;
    if (score !== hit.score || !isRight) wrong(`Place ${place} is not ${hit.id}`);
  }
  return { answered: answered.sort(), failed, brokenOff };
}

function byRank(one: KnownHit, other: KnownHit): number {
  return other.score - one.score || (one.id < other.id ? -1 : 1);
}

function parse(text: string): Answer | undefined {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return undefined;
  }
}
