import { randomInt } from 'node:crypto';
import { z } from 'zod';
import type { AskCity, CityCall } from '../../../subgraphs/contract/AskCity';
import { createCombiner, splitReply } from '../../../subgraphs/search/ask/combineOperations';
import { createHitsOperation } from '../../../subgraphs/search/hits/HitsRequest';
import type { Hit } from '../../../subgraphs/search/hits/Hit';
import type { HitsAnswer, UsableAnswer } from '../../../subgraphs/search/hits/readAnswer';
import type { HitsRequest } from '../../../subgraphs/search/hits/HitsRequest';
import { readAnswer } from '../../../subgraphs/search/hits/readAnswer';
import { MAX_MATCHES } from '../../../subgraphs/contract/bounds';
import { ASKED_WEIGHT } from '../../../subgraphs/contract/scoreWeights';
import { MAX_ASPECTS } from '../../../subgraphs/contract/tiers';
import { exchanges, experts, needs, offers, programmes } from '../../../subgraphs/search/kinds';
import type { Features, SearchKind } from '../../../subgraphs/search/kinds';
import type { Tiers } from '../../../subgraphs/search/question/Tiers';
import type { Claim, FalseClaim } from '../../../subgraphs/search/summary/SummaryStore';
import { findContradiction } from './findContradiction';
import { readShownRecord, SHOWN_FIELDS } from './ShownRecord';
import type { ShownRecord } from './ShownRecord';

/** What was seen of a city at one look. */
export interface Sight {
  /** Claims that it gave hits for, and those that are not so. */
  readonly kept: readonly Claim[];
  readonly falseClaims: readonly FalseClaim[];
  /** How many hits were held against their records. */
  readonly compared: number;
  /** What a hit says and its record does not, by the id of the hit. */
  readonly contradictions: ReadonlyMap<string, string>;
  /** Hits whose records it did not give, and questions to which it gave no hits that can be read. */
  readonly withheld: number;
  /** Why. Undefined when nothing is withheld. */
  readonly obstacle: Obstacle | undefined;
}

/** What kept the hub from looking. */
export interface Obstacle {
  /** Whether the city said something, such as an error, or nothing in its time. */
  readonly answered: boolean;
  /** A sentence fit for clients. */
  readonly reason: string;
}

/** Of each claim the best, which are the ones that everybody sees. */
const HITS = 3;

/** A count is not so when nothing is found, or when it is as many times what is found, and as many more. */
const MOST_TIMES = 10;

const KINDS: Readonly<Record<Claim['counted'], SearchKind<Features>>> = {
  staff: experts,
  programmes,
  exchanges,
  offers,
  needs,
};

const RECORDS = `query Records($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename${SHOWN_FIELDS}
  }
}`;

const identified = z.object({ id: z.string() });

interface Found {
  readonly kind: SearchKind<Features>;
  readonly hit: Hit;
  /** Undefined where it was asked for in an order that knows none. */
  readonly tiers: Tiers | undefined;
}

/** Orders that are not by relevance, of which a city tells by what each hit stands. */
const ORDERS = ['TITLE', 'NEWEST'] as const;

/** One of the claims, and in which of the orders its first hits are asked for. */
export interface OrderedClaim {
  readonly claim: Claim;
  readonly order: (typeof ORDERS)[number];
}

/** Any, so that over many visits all are looked at. Undefined without claims. */
export function chooseInOrder(claims: readonly Claim[]): OrderedClaim | undefined {
  const claim = claims[randomInt(Math.max(claims.length, 1))];
  return claim && { claim, order: ORDERS[randomInt(ORDERS.length)] ?? 'TITLE' };
}

/**
 * Asks a city for hits on what it claims, as a search of anybody does, and for the records behind them: two requests,
 * however many claims. Each hit is asked which of all these concepts it has, and whether it has a word that was made up. On one of
 * the claims it is asked for the first by title or by time, too; a city that cannot tell, or tells it in another form, is not judged by that.
 *
 * @param beside a concept that others claim
 * @param ordered of which claim the first are asked for in an order
 * @param day of the hub, YYYY-MM-DD
 */
export async function lookAtHits(
  askCity: AskCity,
  cityId: string,
  claims: readonly Claim[],
  beside: string | undefined,
  ordered: OrderedClaim | undefined,
  day: string,
  call: CityCall,
): Promise<Sight> {
  const questions = claims.map((claim) => {
    const kind = KINDS[claim.counted];
    const concepts = [
      claim.concept,
      ...claims.map(({ concept }) => concept),
      ...(beside === undefined ? [] : [beside]),
    ];
    const tiers = tiersOf([...new Set(concepts)].slice(0, MAX_ASPECTS));
    const request = requestFor(claim.concept, tiers, day);
    return { claim, kind, tiers, request, operation: createHitsOperation(kind, request) };
  });
  const inOrder = ordered && questionInOrder(ordered, day);
  const all = [...questions, ...(inOrder === undefined ? [] : [inOrder])];
  const { operation, parts } = createCombiner()(all.map((question) => question.operation));
  const reply = await askCity(cityId, operation, call);

  const kept: Claim[] = [];
  const falseClaims: FalseClaim[] = [];
  const found: Found[] = [];
  let withheld = 0;
  let obstacle: Obstacle | undefined;
  for (const [index, { claim, kind, tiers, request }] of questions.entries()) {
    const part = parts[index];
    const answer = readAnswer(kind, cityId, part === undefined ? reply : splitReply(reply, part), request);
    if (answer.status !== 'ANSWERED') {
      withheld += 1;
      obstacle ??= obstacleIn(answer);
    } else if (isFalse(claim, answer)) falseClaims.push({ ...claim, found: answer.total });
    else kept.push(claim);
    // Also those that come with an error.
    if ('hits' in answer) for (const hit of answer.hits) found.push({ kind, hit, tiers });
  }
  const lastPart = parts.at(-1);
  if (inOrder !== undefined && lastPart !== undefined) {
    const { kind, request } = inOrder;
    const answer = readAnswer(kind, cityId, splitReply(reply, lastPart), request);
    if ('hits' in answer) for (const hit of answer.hits) found.push({ kind, hit, tiers: undefined });
  }
  // The same record is found by several.
  const kinds = new Map(found.map(({ kind, hit }) => [hit.id, kind]));
  const looked = await readRecords(askCity, cityId, kinds, call);
  const contradictions = new Map<string, string>();
  for (const { kind, hit, tiers } of found) {
    const record = looked.records.get(hit.id);
    if (record === undefined) continue;
    const contradiction = findContradiction(kind.idType, hit, record, tiers) ?? (tiers && findMadeUp(hit, tiers));
    if (contradiction !== undefined) contradictions.set(hit.id, contradiction);
  }
  const compared = looked.records.size;
  withheld += kinds.size - compared;
  return { kept, falseClaims, compared, contradictions, withheld, obstacle: looked.obstacle ?? obstacle };
}

function obstacleIn({ status, message }: Pick<HitsAnswer, 'status' | 'message'>): Obstacle {
  const answered = status !== 'TIMED_OUT' && status !== 'UNREACHABLE';
  return { answered, reason: message ?? 'It did not answer in full.' };
}

/** Of a city that looks at some of very many matches it is known that it has more. */
function isFalse({ count }: Claim, { total, totalIsExact }: UsableAnswer): boolean {
  const hasMore = !totalIsExact && total >= MAX_MATCHES;
  return total === 0 || (!hasMore && count > MOST_TIMES * (total + 1));
}

/** A word that stands nowhere can be in no record. */
function findMadeUp({ id, matched }: Hit, { aspects, lift }: Tiers): string | undefined {
  const isTold = matched?.some((number) => number >= aspects.length) === true;
  return isTold ? `It finds ${id} by the word ${lift.join(' ')}, which the hub made up.` : undefined;
}

function tiersOf(concepts: readonly string[]): Tiers {
  const aspects = concepts.map((concept) => ({ named: concept, terms: [{ concept, weight: ASKED_WEIGHT }] }));
  return { aspects, near: [], lift: [madeUpWord()] };
}

/** Of seven syllables, such as `bakifotulemipo`: like a name, and none. */
function madeUpWord(): string {
  const oneOf = (letters: string) => letters.charAt(randomInt(letters.length));
  return Array.from({ length: 7 }, () => oneOf('bdfgklmnprstvz') + oneOf('aeiou')).join('');
}

function questionInOrder({ claim, order }: OrderedClaim, day: string) {
  const kind = KINDS[claim.counted];
  const request: HitsRequest = { ...requestFor(claim.concept, undefined, day), order };
  return { kind, request, operation: createHitsOperation(kind, request) };
}

function requestFor(concept: string, tiers: Tiers | undefined, day: string): HitsRequest {
  const term = { concept, weight: ASKED_WEIGHT };
  const question = {
    groups: [{ terms: [term] }],
    text: null,
    weights: new Map([[concept, ASKED_WEIGHT]]),
    ...(tiers && { tiers }),
  };
  return { question, filter: {}, day, first: HITS, after: null };
}

interface Looked {
  /** By id, null where the city has none; without those that it did not give. */
  readonly records: ReadonlyMap<string, ShownRecord | null>;
  readonly obstacle?: Obstacle;
}

/** @param found the kinds of the records, by their ids */
async function readRecords(
  askCity: AskCity,
  cityId: string,
  found: ReadonlyMap<string, SearchKind<Features>>,
  call: CityCall,
): Promise<Looked> {
  const records = new Map<string, ShownRecord | null>();
  if (found.size === 0) return { records };
  const representations = [...found].map(([id, { typename }]) => ({ __typename: typename, id }));
  const reply = await askCity(cityId, { query: RECORDS, variables: { representations } }, call);
  if (reply.status !== 'ANSWERED') return { records, obstacle: obstacleIn(reply) };
  const answered: unknown = reply.data['_entities'];
  if (!Array.isArray(answered) || answered.length !== found.size) return { records, obstacle: OTHER_FORM };
  const spoilt = new Set(reply.errors.map(({ path }) => (path?.[0] === '_entities' ? path[1] : undefined)));
  for (const [index, { id }] of representations.entries()) {
    if (spoilt.has(index) || spoilt.has(undefined)) continue;
    const record = readRecord(answered[index], id);
    if (record !== undefined) records.set(id, record);
  }
  if (records.size === found.size) return { records };
  return { records, obstacle: spoilt.size > 0 ? ERRORS : OTHER_FORM };
}

const ERRORS: Obstacle = { answered: true, reason: 'It answered the question for its records with errors.' };
const OTHER_FORM: Obstacle = {
  answered: true,
  reason: 'It did not answer the question for its records as the contract has it.',
};

/** Undefined for what has another form, and for a record in the place of another. */
function readRecord(answer: unknown, id: string): ShownRecord | null | undefined {
  if (answer === null) return null;
  const { success, data } = identified.safeParse(answer);
  return success && data.id === id ? readShownRecord(answer) : undefined;
}
