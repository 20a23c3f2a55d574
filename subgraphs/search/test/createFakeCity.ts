import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { execute, parse, validate } from 'graphql';
import type { CityOperation, CityReply } from '../../contract/AskCity';

// A city that keeps the contract, in memory. It stands for servers that this project does not own, so it counts scores
// by its own simple reading of the design, and shares no code with what it tests.

export interface FakeRecord {
  readonly type: 'staff' | 'programme' | 'exchange' | 'offer' | 'need';
  readonly key: string;
  /** In words of plain letters. */
  readonly title?: string;
  readonly summary?: string;
  readonly visibility?: 'PUBLIC' | 'NETWORK';
  readonly topics: readonly { readonly key: string; readonly concept: string; readonly mapping: FakeMapping }[];
  readonly role?: keyof typeof ROLES | null;
  readonly since?: string | null;
  readonly until?: string | null;
  readonly status?: keyof typeof STATUSES | 'OPEN' | 'MET' | null;
  readonly goodPractice?: boolean;
  /** Of a programme: the one of another city that it was made after. */
  readonly adaptedFrom?: string;
  readonly languages?: readonly string[];
  /** In UTC, to the millisecond. Without it, the record is older than every question. */
  readonly updatedAt?: string;
}

export type FakeMapping = keyof typeof MAPPINGS;

export interface FakeCity {
  readonly id: string;
  readonly records: readonly FakeRecord[];
  answer(operation: CityOperation): Promise<CityReply>;
}

export const FAKE_AS_OF = '2026-03-01T06:00:00.000Z';

const MAPPINGS = { EXACT_MATCH: 1, CLOSE_MATCH: 0.85, BROAD_MATCH: 0.8, NARROW_MATCH: 0.5 };
const ROLES = { LED: 1000, WORKED: 700, HOSTED: 500, ADVISED: 500, TOOK_PART: 300 };
const STATUSES = { ACTIVE: 1000, COMPLETED: 800, PLANNED: 400, DISCONTINUED: 200 };

interface HitsArguments {
  readonly concepts?: readonly { readonly terms: readonly { readonly concept: string; readonly weight: number }[] }[];
  readonly text?: string;
  readonly day: string;
  readonly first: number;
  readonly after?: FakeAfter;
  readonly order?: 'RELEVANCE' | 'NEWEST' | 'TITLE';
  readonly reversed?: boolean;
  readonly aspects?: readonly { readonly terms: readonly { readonly concept: string }[] }[];
  readonly lift?: readonly string[];
  /** Of all conditions it knows three. */
  readonly filter?: {
    readonly goodPractice?: boolean | null;
    readonly updatedSince?: string | null;
    readonly statuses?: readonly string[] | null;
  } | null;
}

interface FakeAfter {
  readonly score: number;
  readonly id: string;
  readonly tier?: number;
  readonly updatedAt?: string;
  readonly sortTitle?: string;
}

export interface FakeContext {
  readonly cityId: string;
  readonly records: readonly FakeRecord[];
}

const hitsOf = (type: FakeRecord['type']) => (_: unknown, args: HitsArguments, context: FakeContext) =>
  findHits(context, type, args);

const TYPENAMES = {
  staff: 'Staff',
  programme: 'Programme',
  exchange: 'Exchange',
  offer: 'Offer',
  need: 'Need',
  topic: 'Topic',
};

const resolveReference = ({ id }: { id: string }, { cityId, records }: FakeContext) => {
  const [, type, key] = id.split(':');
  const known =
    type === 'topic'
      ? records.some((record) => record.topics.some((topic) => topic.key === key))
      : records.some((record) => record.type === type && record.key === key && isPublic(record));
  return known && id.startsWith(`${cityId}:`) ? { __typename: TYPENAMES[type as keyof typeof TYPENAMES], id } : null;
};

/** What the hub asks a city for to search it. */
export const hitResolvers = {
  summary: (_: unknown, __: unknown, { records }: FakeContext) => ({
    version: '1',
    asOf: FAKE_AS_OF,
    public: count(records.filter(isPublic)),
    network: count(records.filter((record) => !isPublic(record))),
    confirms: [],
    adapts: records.filter(isPublic).flatMap(({ adaptedFrom = [] }) => adaptedFrom),
    adaptsForMembers: records.filter((record) => !isPublic(record)).flatMap(({ adaptedFrom = [] }) => adaptedFrom),
  }),
  adaptations: (_: unknown, { of }: { readonly of: readonly string[] }, { cityId, records }: FakeContext) =>
    records
      .filter((record) => isPublic(record) && record.adaptedFrom !== undefined && of.includes(record.adaptedFrom))
      .map(({ key, adaptedFrom }) => ({ id: `${cityId}:programme:${key}`, adaptedFrom })),
  staffHits: hitsOf('staff'),
  programmeHits: hitsOf('programme'),
  exchangeHits: hitsOf('exchange'),
  offerHits: hitsOf('offer'),
  needHits: hitsOf('need'),
};

/** A version of the contract, as a city serves it. */
interface FakeContract {
  readonly schema: GraphQLSchema;
  /** Operations that keep it. There are few, and they are asked often. */
  readonly operations: Map<string, DocumentNode>;
}

function readContract(file: string): FakeContract {
  const sdl = readFileSync(join(__dirname, '../../../schema', file), 'utf8');
  const { summary, adaptations, needHits, ...hits } = hitResolvers;
  const types = ['Staff', 'Programme', 'Exchange', 'Topic', 'Need', 'Offer'];
  const references = Object.fromEntries(types.map((typename) => [typename, { __resolveReference: resolveReference }]));
  const City = { __resolveReference: ({ id }: { id: string }) => ({ __typename: 'City', id }), needs: listNeeds };
  const Query = { summary, ...(sdl.includes('adaptations(') && { adaptations, needHits }), ...hits };
  return {
    schema: buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: { Query, City, ...references } }]),
    operations: new Map(),
  };
}

const contracts = { '1.0': readContract('city-1.0.graphql'), '1.1': readContract('city-1.1.graphql') };

function readOperation({ schema, operations }: FakeContract, query: string): DocumentNode {
  const known = operations.get(query);
  if (known !== undefined) return known;
  const operation = parse(query);
  const [breach] = validate(schema, operation);
  if (breach !== undefined) throw new Error(`The hub asks what is not in the contract: ${breach.message}`);
  operations.set(query, operation);
  return operation;
}

/** @param version of the contract that it serves; a city on 1.0 knows no tiers */
export function createFakeCity(
  cityId: string,
  records: readonly FakeRecord[],
  version: keyof typeof contracts = '1.1',
): FakeCity {
  const contract = contracts[version];
  return {
    id: cityId,
    records,
    async answer({ query, variables }) {
      // Over the wire and back, as a real answer comes.
      const result = JSON.parse(
        JSON.stringify(
          await execute({
            schema: contract.schema,
            document: readOperation(contract, query),
            variableValues: JSON.parse(JSON.stringify(variables)) as Record<string, unknown>,
            contextValue: { cityId, records } satisfies FakeContext,
          }),
        ),
      ) as { data?: Record<string, unknown> | null; errors?: { message: string }[] };
      return result.data == null
        ? { status: 'INVALID', message: result.errors?.[0]?.message ?? 'no data', tookMs: 1 }
        : { status: 'ANSWERED', data: result.data, errors: result.errors ?? [], tookMs: 1.4 };
    },
  };
}

function isPublic(record: FakeRecord): boolean {
  return record.visibility !== 'NETWORK';
}

function count(records: readonly FakeRecord[]) {
  const concepts = new Set(records.flatMap((record) => record.topics.map((topic) => topic.concept)));
  return [...concepts].map((concept) => {
    const about = records.filter((record) => record.topics.some((topic) => topic.concept === concept));
    const ofType = (type: FakeRecord['type']) => about.filter((record) => record.type === type).length;
    return {
      ...{ concept, staff: ofType('staff'), programmes: ofType('programme') },
      ...{ exchanges: ofType('exchange'), offers: ofType('offer'), needs: ofType('need') },
    };
  });
}

interface ListArguments {
  readonly first: number;
  readonly after?: string | null;
  readonly filter?: { readonly concepts?: readonly string[] | null } | null;
}

/** By key. */
function listNeeds(_: unknown, { first, after, filter }: ListArguments, { cityId, records }: FakeContext) {
  const all = records
    .filter((record) => record.type === 'need' && isPublic(record))
    .filter(({ topics }) => !filter?.concepts || topics.some(({ concept }) => filter.concepts?.includes(concept)))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const behind = all.filter(({ key }) => after == null || key > after);
  const edges = behind.slice(0, first).map(({ key, topics }) => ({
    cursor: key,
    node: {
      id: `${cityId}:need:${key}`,
      topics: topics.map((topic) => ({
        id: `${cityId}:topic:${topic.key}`,
        mappings: [{ match: topic.mapping, concept: { id: topic.concept } }],
      })),
    },
  }));
  return { edges, pageInfo: { hasNextPage: behind.length > first }, totalCount: all.length };
}

function findHits({ cityId, records }: FakeContext, type: FakeRecord['type'], args: HitsArguments) {
  const found = records
    .filter((record) => record.type === type && isPublic(record) && passes(record, args))
    .map((record) => ({ record, hit: toHit(cityId, record, args) }));
  const matching = found.filter(({ hit }) => hit !== null).map(({ record }) => record);
  const all = found.map(({ hit }) => hit).filter((hit) => hit !== null);
  const { after, aspects, order = 'RELEVANCE', reversed = false } = args;
  const comesFirst = (a: FakePosition, b: FakePosition) => (reversed ? isBefore(b, a, order) : isBefore(a, b, order));
  all.sort((a, b) => (comesFirst(a, b) ? -1 : 1));
  const behind = after
    ? all.filter((hit) => comesFirst({ tier: 0, updatedAt: '', sortTitle: '', ...after }, hit))
    : all;
  return {
    total: all.length,
    totalMatchingAll: aspects ? all.filter((hit) => aspects.every((_, at) => hit.matched?.includes(at))).length : null,
    hits: behind.slice(0, args.first),
    facets: () => divide(matching),
  };
}

function passes({ goodPractice = false, updatedAt = '', status }: FakeRecord, { filter }: HitsArguments): boolean {
  return (
    (filter?.goodPractice == null || goodPractice === filter.goodPractice) &&
    (filter?.updatedSince == null || updatedAt >= filter.updatedSince) &&
    (!filter?.statuses?.length || filter.statuses.some((one) => one === status))
  );
}

type FakePosition = Required<FakeAfter>;

function isBefore(a: FakePosition, b: FakePosition, order: Required<HitsArguments>['order']): boolean {
  if (order === 'NEWEST') return a.updatedAt === b.updatedAt ? a.id < b.id : a.updatedAt > b.updatedAt;
  if (order === 'TITLE') return a.sortTitle === b.sortTitle ? a.id < b.id : a.sortTitle < b.sortTitle;
  if (a.tier !== b.tier) return a.tier > b.tier;
  return a.score === b.score ? a.id < b.id : a.score > b.score;
}

/** What a record has of the aspects, and behind these of the words that lift it. */
function matchedOf(record: FakeRecord, { aspects, lift }: HitsArguments): readonly number[] | null {
  if (!aspects && !lift) return null;
  const ofAspects = (aspects ?? []).map(({ terms }) =>
    terms.some(({ concept }) => record.topics.some((topic) => topic.concept === concept)),
  );
  const ofWords = (lift ?? []).map((word) => containsAll(`${record.title ?? ''} ${record.summary ?? ''}`, word));
  return [...ofAspects, ...ofWords].flatMap((has, at) => (has ? [at] : []));
}

function divide(records: readonly FakeRecord[]) {
  const countBy = (valuesOf: (record: FakeRecord) => readonly (string | null | undefined)[]) => {
    const values = records.flatMap((record) => [...new Set(valuesOf(record).filter((value) => value != null))]);
    return [...new Set(values)]
      .map((value) => ({ value, count: values.filter((other) => other === value).length }))
      .sort((a, b) => (a.count === b.count ? (a.value < b.value ? -1 : 1) : b.count - a.count));
  };
  return {
    concepts: countBy(({ topics }) => topics.map(({ concept }) => concept)),
    statuses: countBy(({ type, status }) => (type === 'programme' ? [status] : [])),
    languages: countBy(({ languages }) => languages ?? []),
    roles: countBy(({ type, role }) => (type === 'staff' ? [role] : [])),
    years: countBy(({ type, since }) => (type === 'programme' || type === 'exchange' ? [since?.slice(0, 4)] : [])),
    goodPractice: countBy(({ type, goodPractice = false }) => (type === 'programme' ? [String(goodPractice)] : [])),
    openToVisitors: [],
    funders: [],
    needStatuses: countBy(({ type, status }) => (type === 'need' ? [status] : [])),
  };
}

function toHit(cityId: string, record: FakeRecord, args: HitsArguments) {
  const { concepts, text, day } = args;
  const inTitle = containsAll(record.title ?? '', text ?? '');
  if (text && !inTitle && !containsAll(`${record.title ?? ''} ${record.summary ?? ''}`, text)) return null;

  let matched: { match: number; concept?: string; mapping?: FakeMapping; topic?: string; text?: number };
  if (concepts) {
    const perGroup = concepts.map((group) =>
      group.terms.flatMap(({ concept, weight }) =>
        record.topics
          .filter((topic) => topic.concept === concept)
          .map(({ key, mapping }) => ({
            match: Math.floor(MAPPINGS[mapping] * weight + 1e-9),
            concept,
            mapping,
            topic: `${cityId}:topic:${key}`,
          })),
      ),
    );
    if (perGroup.some((ways) => ways.length === 0)) return null;
    matched = perGroup.flat().reduce((best, way) => (way.match > best.match ? way : best));
  } else {
    const strength = inTitle ? 600 : 400;
    matched = { match: strength, text: strength };
  }

  const { role = null, since = null, until = null, status = null, goodPractice = false } = record;
  const { match, ...why } = matched;
  const id = `${cityId}:${record.type}:${record.key}`;
  const score = scoreOf(record.type, match, { role, since, until, status, goodPractice }, day);
  const has = matchedOf(record, args);
  const sort = {
    updatedAt: record.updatedAt ?? '2020-01-01T00:00:00.000Z',
    sortTitle: (record.title ?? '').toLowerCase(),
  };
  return { id, score, tier: has?.length ?? 0, matched: has, ...sort, ...why, role, since, until, status, goodPractice };
}

function containsAll(text: string, words: string): boolean {
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.toLowerCase().split(/\W+/).includes(word));
}

type Features = Required<Pick<FakeRecord, 'role' | 'since' | 'until' | 'status' | 'goodPractice'>>;

function scoreOf(type: FakeRecord['type'], match: number, features: Features, day: string): number {
  const { role, since, until, status, goodPractice } = features;
  switch (type) {
    case 'staff': {
      const recency = until ? recencyOf(until, day) : since ? 1000 : 300;
      const part = role ? ROLES[role] : 0;
      return Math.floor((5 * match + 2 * part + 2 * recency + durationOf(since, until, day)) / 10);
    }
    case 'programme': {
      const running = since !== null && (status === 'ACTIVE' || status === 'PLANNED');
      const recency = until ? recencyOf(until, day) : running ? 1000 : 300;
      return Math.floor(
        (6 * match +
          2 * recency +
          (status ? STATUSES[status as keyof typeof STATUSES] : 0) +
          (goodPractice ? 1000 : 0)) /
          10,
      );
    }
    case 'exchange': {
      const end = until ?? since;
      return Math.floor((7 * match + 3 * (end ? recencyOf(end, day) : 300)) / 10);
    }
    case 'offer':
      return match;
    case 'need':
      return Math.floor((8 * match + 2 * (status === 'MET' ? 200 : 1000)) / 10);
  }
}

function recencyOf(end: string, day: string): number {
  const last = lastDayOf(end);
  const today = new Date(day);
  let birthdays = today.getUTCFullYear() - last.getUTCFullYear();
  if (day.slice(5) < last.toISOString().slice(5, 10)) birthdays -= 1;
  return Math.min(1000, Math.max(0, 1000 - 100 * birthdays));
}

function durationOf(since: string | null, until: string | null, day: string): number {
  if (since === null) return 300;
  const end = until && lastDayOf(until) < new Date(day) ? lastDayOf(until) : new Date(day);
  let months = 0;
  for (let month = new Date(since.slice(0, 7)); month <= end; month.setUTCMonth(month.getUTCMonth() + 1)) months += 1;
  return Math.min(1000, Math.floor((1000 * months) / 60));
}

function lastDayOf(date: string): Date {
  if (date.length === 10) return new Date(date);
  if (date.length === 4) return new Date(`${date}-12-31`);
  const [year = 0, month = 0] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0));
}
