import { z } from 'zod';
import type { AskCity, CityCall } from '../../../subgraphs/search/AskCity';
import { createCombiner } from '../../../subgraphs/search/batch/combineOperations';
import { splitReply } from '../../../subgraphs/search/batch/splitReply';
import { createHitsOperation } from '../../../subgraphs/search/hits/createHitsOperation';
import type { Hit } from '../../../subgraphs/search/hits/Hit';
import type { HitsRequest } from '../../../subgraphs/search/hits/HitsRequest';
import { readAnswer } from '../../../subgraphs/search/hits/readAnswer';
import { ASKED_WEIGHT } from '../../../subgraphs/search/hits/score';
import { exchanges } from '../../../subgraphs/search/kind/exchanges';
import { experts } from '../../../subgraphs/search/kind/experts';
import { offers } from '../../../subgraphs/search/kind/offers';
import { programmes } from '../../../subgraphs/search/kind/programmes';
import type { Features, SearchKind } from '../../../subgraphs/search/kind/SearchKind';
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
};

const RECORDS = `query Records($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename${SHOWN_FIELDS}
  }
}`;

const entities = z.array(z.looseObject({ id: z.string() }).nullable());

interface Found {
  readonly kind: SearchKind<Features>;
  readonly hit: Hit;
}

/**
 * Asks a city for hits on what it claims, as a search of anybody does, and for the records behind them: two requests,
 * however many claims.
 *
 * @param day of the hub, YYYY-MM-DD
 * @returns undefined when the city did not answer in full, or in another form: that is for others to judge
 */
export async function lookAtHits(
  askCity: AskCity,
  cityId: string,
  claims: readonly Claim[],
  day: string,
  call: CityCall,
): Promise<Sight | undefined> {
  const questions = claims.map((claim) => {
    const kind = KINDS[claim.counted];
    const request = requestFor(claim.concept, day);
    return { claim, kind, request, operation: createHitsOperation(kind, request) };
  });
  const { operation, parts } = createCombiner()(questions.map((question) => question.operation));
  const reply = await askCity(cityId, operation, call);

  const kept: Claim[] = [];
  const falseClaims: FalseClaim[] = [];
  const found = new Map<string, Found>();
  for (const [index, { claim, kind, request }] of questions.entries()) {
    const part = parts[index];
    const answer = readAnswer(kind, cityId, part === undefined ? reply : splitReply(reply, part), request);
    if (answer.status !== 'ANSWERED') continue;
    if (isFalse(claim, answer.total)) falseClaims.push({ ...claim, found: answer.total });
    else kept.push(claim);
    for (const hit of answer.hits) found.set(hit.id, { kind, hit });
  }
  if (kept.length + falseClaims.length === 0) return undefined;
  const records = await readRecords(askCity, cityId, [...found.values()], call);
  const contradictions = new Map<string, string>();
  for (const [id, { kind, hit }] of found) {
    const record = records?.get(id);
    const contradiction = record === undefined ? undefined : findContradiction(kind.idType, hit, record);
    if (contradiction !== undefined) contradictions.set(id, contradiction);
  }
  return { kept, falseClaims, compared: records?.size ?? 0, contradictions };
}

function isFalse({ count }: Claim, found: number): boolean {
  return found === 0 || count > MOST_TIMES * (found + 1);
}

function requestFor(concept: string, day: string): HitsRequest {
  const term = { concept, weight: ASKED_WEIGHT };
  const question = { groups: [{ terms: [term] }], text: null, weights: new Map([[concept, ASKED_WEIGHT]]) };
  return { question, filter: {}, day, first: HITS, after: null };
}

/** The records of these hits by id, null where the city has none. Undefined when it did not answer in full. */
async function readRecords(
  askCity: AskCity,
  cityId: string,
  found: readonly Found[],
  call: CityCall,
): Promise<ReadonlyMap<string, ShownRecord | null> | undefined> {
  if (found.length === 0) return new Map();
  const representations = found.map(({ kind, hit }) => ({ __typename: kind.typename, id: hit.id }));
  const reply = await askCity(cityId, { query: RECORDS, variables: { representations } }, call);
  if (reply.status !== 'ANSWERED' || reply.errors.length > 0) return undefined;
  const answered = entities.safeParse(reply.data['_entities']).data;
  if (answered?.length !== found.length) return undefined;
  const records = new Map<string, ShownRecord | null>();
  for (const [index, { id }] of representations.entries()) {
    const entity = answered[index] ?? null;
    const record = entity === null ? null : readShownRecord(entity);
    if (record !== undefined && (entity === null || entity.id === id)) records.set(id, record);
  }
  return records;
}
