import { compareFolded, foldTitle } from '../../../../subgraphs/contract/foldTitle';
import type { Count, InventedCity } from './inventCity';
import { mix } from './inventCity';

export type HitsField = 'staffHits' | 'programmeHits' | 'exchangeHits' | 'offerHits' | 'needHits';

interface Terms {
  readonly terms: readonly { readonly concept: string; readonly weight: number }[];
}

export interface HitsArguments {
  readonly concepts?: readonly Terms[];
  readonly aspects?: readonly Terms[] | null;
  readonly lift?: readonly string[] | null;
  readonly text?: string | null;
  readonly order?: 'RELEVANCE' | 'NEWEST' | 'TITLE' | null;
  readonly first: number;
  readonly after?: Position | null;
}

/** Where a hit stands. */
interface Position {
  readonly tier?: number | null;
  readonly score: number;
  readonly id: string;
}

interface Kind {
  readonly type: string;
  readonly counted: Exclude<keyof Count, 'concept'>;
  /** Of the record that chance made so, with its share of the score. */
  features(chance: number): {
    readonly shown: Readonly<Record<string, unknown>>;
    readonly score: (match: number) => number;
  };
}

interface Hit extends Readonly<Record<string, unknown>> {
  readonly id: string;
  readonly sortTitle: string | null;
  readonly updatedAt: string | null;
  readonly score: number;
  /** The numbers of the aspects that it has; null where the question tells none apart. No word is in any record. */
  readonly matched: readonly number[] | null;
}

const ROLES = [
  ['LED', 1000],
  ['WORKED', 700],
  ['HOSTED', 500],
  ['ADVISED', 500],
  ['TOOK_PART', 300],
] as const;
const MAPPINGS = [
  ['EXACT_MATCH', 1000],
  ['CLOSE_MATCH', 850],
  ['BROAD_MATCH', 800],
  ['NARROW_MATCH', 500],
] as const;

/** Everything began long ago and still runs, so that scores are the same on every day. */
const PERIOD = { since: '2015', until: null };

export const KINDS: Readonly<Record<HitsField, Kind>> = {
  staffHits: {
    type: 'staff',
    counted: 'staff',
    features(chance) {
      const [role, weight] = ROLES[chance % ROLES.length]!;
      return {
        shown: { role, ...PERIOD },
        score: (match) => Math.floor((5 * match + 2 * weight + 2 * 1000 + 1000) / 10),
      };
    },
  },
  programmeHits: {
    type: 'programme',
    counted: 'programmes',
    features(chance) {
      const goodPractice = chance % 4 === 0;
      return {
        shown: { status: 'ACTIVE', goodPractice, ...PERIOD },
        score: (match) => Math.floor((6 * match + 2 * 1000 + 1000 + (goodPractice ? 1000 : 0)) / 10),
      };
    },
  },
  exchangeHits: {
    type: 'exchange',
    counted: 'exchanges',
    // Without a date: 300.
    features: () => ({
      shown: { since: null, until: null },
      score: (match) => Math.floor((7 * match + 3 * 300) / 10),
    }),
  },
  offerHits: {
    type: 'offer',
    counted: 'offers',
    features: () => ({ shown: {}, score: (match) => match }),
  },
  needHits: {
    type: 'need',
    counted: 'needs',
    features: () => ({ shown: { status: 'OPEN' }, score: (match) => Math.floor((8 * match + 2 * 1000) / 10) }),
  },
};

/**
 * A city's answer to one of the contract's `*Hits`, for questions by concept. Each record has one topic, which maps to one
 * concept. What is said of a `filter` is not looked at.
 */
export function findHits(field: HitsField, cityId: string, { public: counts }: InventedCity, args: HitsArguments) {
  const { concepts: groups, aspects, lift, text, order, first, after = null } = args;
  if (after !== null && order != null && order !== 'RELEVANCE')
    throw new Error('Of an order, the first page is simulated.');
  if (groups === undefined || typeof text === 'string') throw new Error('Only questions by concept are simulated.');
  const kind = KINDS[field];
  const matching: { readonly count: Count; readonly weight: number }[] = [];
  for (const count of counts) {
    const weights = groups.map(({ terms }) => terms.find(({ concept }) => concept === count.concept)?.weight ?? 0);
    if (weights.every((weight) => weight > 0)) matching.push({ count, weight: Math.max(...weights) });
  }
  const hits = matching
    .flatMap(({ count, weight }) =>
      Array.from({ length: count[kind.counted] }, (_, index) => toHit(kind, cityId, count.concept, index, weight)),
    )
    .map((hit): Hit => ({
      ...hit,
      sortTitle: order === 'TITLE' ? foldTitle(nameOf(hit.id)) : null,
      updatedAt: order === 'NEWEST' ? UPDATED_AT : null,
      matched: aspects || lift ? aspectsOf(hit.concept, aspects ?? []) : null,
    }))
    .sort(inOrder(order));
  const rest = after === null ? hits : hits.filter((hit) => compare(after, toPosition(hit)) < 0);
  return {
    total: hits.length,
    totalIsExact: true,
    totalMatchingAll: aspects ? hits.filter(({ matched }) => matched?.length === aspects.length).length : null,
    hits: rest.slice(0, first),
    /** Worked out when it is selected. */
    facets: () => ({
      concepts: tally(hits, ({ concept }) => String(concept)),
      statuses: tally(hits, ({ status }) => (typeof status === 'string' ? status : null)),
      languages: tally(hits, () => (field === 'staffHits' ? 'de' : null)),
      roles: tally(hits, ({ role }) => (typeof role === 'string' ? role : null)),
    }),
  };
}

/** Of the record with an id. */
export function nameOf(id: string): string {
  const [owner, , key] = id.split(':');
  return `${key ?? ''} of ${owner ?? ''}`;
}

/** Of every record. */
export const UPDATED_AT = '2026-01-01T00:00:00.000Z';

function inOrder(order: HitsArguments['order']): (one: Hit, other: Hit) => number {
  switch (order) {
    case 'TITLE':
      return (one, other) => compareFolded(one.sortTitle ?? '', other.sortTitle ?? '') || compareIds(one.id, other.id);
    case 'NEWEST':
      return (one, other) => compareIds(one.id, other.id);
    default:
      return (one, other) => compare(toPosition(one), toPosition(other));
  }
}

function compareIds(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function aspectsOf(concept: string, aspects: readonly Terms[]): readonly number[] {
  return [...aspects.keys()].filter((at) => aspects[at]?.terms.some((term) => term.concept === concept));
}

function toHit(kind: Kind, cityId: string, concept: string, index: number, weight: number) {
  const { id, chance, mapping, value, topic } = place(kind, cityId, concept, index);
  const { shown, score } = kind.features(chance);
  return {
    id,
    score: score(Math.floor((value * weight) / 1000)),
    concept,
    mapping,
    text: null,
    topic,
    ...shown,
  };
}

/** What the record says on which a hit rests: the features, and the topic with its mapping. */
export function standsIn(kind: Kind, cityId: string, concept: string, index: number) {
  const { chance, mapping, topic } = place(kind, cityId, concept, index);
  return {
    features: kind.features(chance).shown,
    topic: { id: topic, mappings: [{ match: mapping, concept: { id: concept } }] },
  };
}

/** Of the record that stands so far in the list of its kind on a concept. */
function place(kind: Kind, cityId: string, concept: string, index: number) {
  const slug = concept.slice('concept:'.length);
  const id = `${cityId}:${kind.type}:${slug}-${index + 1}`;
  const chance = mix(id.length, Number(cityId.slice(-5)), index);
  const [mapping, value] = MAPPINGS[(chance >>> 8) % MAPPINGS.length]!;
  return { id, chance, mapping, value, topic: `${cityId}:topic:${slug}` };
}

function toPosition({ matched, score, id }: Hit): Position {
  return { tier: matched?.length ?? 0, score, id };
}

function compare(one: Position, other: Position): number {
  const tiers = (other.tier ?? 0) - (one.tier ?? 0);
  return tiers !== 0 ? tiers : one.score !== other.score ? other.score - one.score : compareIds(one.id, other.id);
}

function tally(hits: readonly Hit[], valueOf: (hit: Hit) => string | null) {
  const counts = new Map<string, number>();
  for (const hit of hits) {
    const value = valueOf(hit);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1));
}
