import { createRandom } from '../../../subgraphs/city/generate/createRandom';
import type { Random } from '../../../subgraphs/city/generate/createRandom';
import { inventedTerms } from '../../../subgraphs/city/generate/inventedTerms';
import { phrases } from '../../../subgraphs/city/generate/phrases';
import {
  EXCHANGE_KINDS,
  HIT_ORDERS,
  NEED_STATUSES,
  OFFER_KINDS,
  PROGRAMME_STATUSES,
  ROLES,
  STAFF_KINDS,
} from '../../../subgraphs/contract/enums';
import type { HitOrder } from '../../../subgraphs/contract/enums';
import type { Features, SearchKind } from '../../../subgraphs/search/kinds';

/** The arguments of a search that a client can choose, but for where its page begins and whether it has facets. */
export interface WorstQuestion {
  readonly kind: SearchKind<Features>['name'];
  /** `concept:<slug>` */
  readonly concepts: readonly string[];
  readonly match: 'ANY' | 'ALL';
  readonly words: readonly string[];
  readonly filter: Readonly<Record<string, unknown>>;
  readonly order: HitOrder;
  /** Whether the page is read from the end (`last`). */
  readonly backwards: boolean;
  readonly size: number;
}

type Listed<Item> = readonly [Item, ...Item[]];
/** Makes a value of a condition of a filter. */
type Condition = (random: Random) => unknown;

/** Staff is most of a city, and programmes most of the rest. */
const KINDS: Listed<WorstQuestion['kind']> = [
  ...(['experts', 'experts', 'experts', 'experts', 'programmes', 'programmes'] as const),
  ...(['exchanges', 'offers', 'needs'] as const),
];
const SIZES: Listed<number> = [1, 20, 20, 20, 100];
/** What a client may give of each. */
const MOST_CONCEPTS = 100;
const MOST_WORDS = 12;

const book = phrases.de;
/** Words of the city's texts, of which the first stand in most of them; some of names, with mistakes, and of no text at all. */
const COMMON = wordsOf([...book.work, ...book.about, book.source]);
const WORDS: Listed<string> = [
  ...COMMON,
  ...COMMON,
  ...wordsOf([...book.offices, ...book.departments, ...book.programmes, ...book.exchanges, ...book.needs]),
  ...wordsOf(inventedTerms.map(({ de }) => de)),
  ...(['Zibolda', 'Flarimo', 'Körbelwitz', 'Wimkenhof', 'Traeger', 'Konzeppt', 'und', 'die', 'Wuppertal'] as const),
];

const CONDITIONS: Readonly<Record<WorstQuestion['kind'], Readonly<Record<string, Condition>>>> = {
  experts: {
    kinds: (random) => some(random, STAFF_KINDS),
    languages: (random) => some(random, ['de', 'fr', 'en']),
    roles: (random) => some(random, ROLES),
    updatedSince: inventMoment,
  },
  programmes: {
    statuses: (random) => some(random, PROGRAMME_STATUSES),
    goodPractice: flag,
    openToVisitors: flag,
    hasResults: flag,
    hasCosts: flag,
    funders: (random) => some(random, ['Europäischer Sozialfonds Plus (ESF+)', 'Erfundenes Landesprogramm']),
    targetGroups: (random) => some(random, ['e', 'Familien', 'Menschen', 'niemand']),
    updatedSince: inventMoment,
  },
  exchanges: { kinds: (random) => some(random, EXCHANGE_KINDS), hasResults: flag, updatedSince: inventMoment },
  offers: { kinds: (random) => some(random, OFFER_KINDS), languages: (random) => some(random, ['de', 'fr']) },
  needs: { statuses: (random) => some(random, NEED_STATUSES) },
};

/** Questions that clients may ask, made at random, and the same for the same seed. */
export class Inventor {
  readonly #concepts: Listed<string>;

  /** @param concepts of the vocabulary, those without a broader one first */
  constructor(
    private readonly seed: number,
    concepts: readonly string[],
  ) {
    this.#concepts = [...inventedTerms.map(({ concept }) => concept), ...concepts] as [string, ...string[]];
  }

  invent(index: number): WorstQuestion {
    const random = createRandom(this.seed, 'worst', index);
    const kind = random.pick(KINDS);
    const asked = random.pick(['concepts', 'words', 'words', 'both'] as const);
    return {
      kind,
      concepts: asked === 'words' ? [] : this.#pickConcepts(random),
      match: random.pick(['ANY', 'ANY', 'ALL']),
      words: asked === 'concepts' ? [] : pickWords(random),
      filter: pickFilter(random, kind),
      order: random.pick(['RELEVANCE', 'RELEVANCE', ...HIT_ORDERS]),
      backwards: random.chance(0.25),
      size: random.pick(SIZES),
    };
  }

  /** A question near another one: one or two of its arguments are others. */
  change(question: WorstQuestion, index: number): WorstQuestion {
    const random = createRandom(this.seed, 'change', index);
    const changed = this.#changeOne(question, random);
    return random.chance(0.3) ? this.#changeOne(changed, random) : changed;
  }

  #changeOne(question: WorstQuestion, random: Random): WorstQuestion {
    const { concepts, words, kind, filter } = question;
    const changes: Listed<() => WorstQuestion> = [
      () => ({ ...question, concepts: changeList(random, concepts, () => random.pick(this.#concepts), MOST_CONCEPTS) }),
      () => ({ ...question, concepts: this.#pickConcepts(random) }),
      () => ({ ...question, match: question.match === 'ANY' ? 'ALL' : 'ANY' }),
      () => ({ ...question, words: changeList(random, words, () => random.pick(WORDS), MOST_WORDS) }),
      () => ({ ...question, words: changeList(random, words, () => random.pick(WORDS), MOST_WORDS) }),
      () => ({ ...question, filter: Object.keys(filter).length > 0 ? {} : pickFilter(random, kind) }),
      () => ({ ...question, filter: pickFilter(random, kind) }),
      () => ({ ...question, order: random.pick(HIT_ORDERS) }),
      () => ({ ...question, backwards: !question.backwards }),
      () => ({ ...question, size: random.pick(SIZES) }),
    ];
    const changed = random.pick(changes)();
    return changed.concepts.length + changed.words.length > 0 ? changed : question;
  }

  #pickConcepts(random: Random): readonly string[] {
    const count = random.pick([1, 1, 2, 3, 5, 20, MOST_CONCEPTS]);
    return [...new Set(Array.from({ length: count }, () => random.pick(this.#concepts)))];
  }
}

function changeList(random: Random, list: readonly string[], pick: () => string, most: number): readonly string[] {
  const place = random.integer(list.length + 1);
  if (list.length > 0 && random.chance(0.4)) return list.filter((_, at) => at !== place % list.length);
  return [...new Set([...list.slice(0, place), pick(), ...list.slice(place)])].slice(0, most);
}

function pickWords(random: Random): readonly string[] {
  return [...new Set(Array.from({ length: 1 + random.integer(4) }, () => random.pick(WORDS)))];
}

function pickFilter(random: Random, kind: WorstQuestion['kind']): Readonly<Record<string, unknown>> {
  if (random.chance(0.4)) return {};
  const conditions = Object.entries(CONDITIONS[kind]).filter(() => random.chance(0.35));
  return Object.fromEntries(conditions.map(([name, make]) => [name, make(random)]));
}

function flag(random: Random): boolean {
  return random.chance(0.5);
}

/** Before all records, or behind them. */
function inventMoment(random: Random): string {
  return random.pick(['2001-01-01T00:00:00Z', '2001-01-01T00:00:00Z', '2100-01-01T00:00:00Z']);
}

function some(random: Random, values: readonly string[]): readonly string[] {
  const chosen = values.filter(() => random.chance(0.5));
  return chosen.length > 0 ? chosen : values.slice(0, 1);
}

function wordsOf(texts: readonly string[]): Listed<string> {
  return [...new Set(texts.flatMap((text) => text.match(/\p{L}{2,}/gu) ?? []))] as unknown as Listed<string>;
}
