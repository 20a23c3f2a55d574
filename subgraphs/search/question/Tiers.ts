import { ASKED_WEIGHT, BESIDE_WEIGHT, NEAR_WEIGHT } from '../../contract/scoreWeights';
import { MAX_ASPECTS, MAX_LIFT, MAX_LIFT_LENGTH } from '../../contract/tiers';
import type { Reading, SearchVocabulary } from '../SearchSources';

/** One subject of a question: what it named, and the terms by which a record has it. */
export interface SearchedAspect {
  /** `concept:<slug>`, the best that its words can mean. */
  readonly named: string;
  readonly terms: readonly { readonly concept: string; readonly weight: number }[];
}

/** What is near an aspect, and the aspect itself, so that whoever has the one has the other. */
export interface NearAspect extends SearchedAspect {
  /** The number of the aspect. */
  readonly of: number;
}

/** What makes the tiers of a question: a hit stands the higher, the more of it it has. No hit is left out by it. */
export interface Tiers {
  readonly aspects: readonly SearchedAspect[];
  /**
   * Of hits with one aspect alone, those with something near the other stand higher: where none is about debts of the young, one about
   * poverty of the young comes before one about youth centres. Cities take these for aspects, with numbers behind those.
   */
  readonly near: readonly NearAspect[];
  /** Words that name no concept, such as a name. */
  readonly lift: readonly string[];
}

/** What is known of concepts, as far as it makes tiers. */
type Concepts = Pick<SearchVocabulary, 'near' | 'narrowerByStep'>;

/** A word of a question for a city, which takes words apart at every other sign. */
const WORDS = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/**
 * The tiers of a question in words. Undefined where all hits would stand in one: it has one subject, and no word beside it.
 * With tiers, each concept of the question is one of an aspect, so that each hit has one at least.
 *
 * @param aspectsRead the concepts that each subject can mean
 * @param unread words beside them
 * @param weights every concept of the question, with the narrower ones
 */
export function makeTiers(
  aspectsRead: Reading['aspects'],
  unread: readonly string[],
  weights: ReadonlyMap<string, number>,
  vocabulary: Concepts,
): Tiers | undefined {
  const named = aspectsRead.filter((concepts) => concepts.length > 0);
  // Who asks for more than can be told apart asks for the rest as one.
  const apart = [...named.slice(0, MAX_ASPECTS - 1), named.slice(MAX_ASPECTS - 1).flat()];
  const narrower = (concept: string) => vocabulary.narrowerByStep(concept).flat();
  const aspects = new Map<string, SearchedAspect>();
  for (const concepts of apart) {
    const meant = new Set(concepts.flatMap((concept) => [concept, ...narrower(concept)]));
    // What is a part of a subject alone makes no hit, and lifts one.
    const beside = new Set(concepts.filter((concept) => !weights.has(concept)).flatMap((id) => [id, ...narrower(id)]));
    const isHit = concepts.some((concept) => weights.has(concept));
    const terms = [...meant].flatMap((concept) => {
      const weight = weights.get(concept) ?? (isHit && beside.has(concept) ? BESIDE_WEIGHT : undefined);
      return weight === undefined ? [] : [{ concept, weight }];
    });
    const [best] = concepts;
    // Two words for one thing are no two subjects.
    const key = [...meant].sort().join(' ');
    if (best !== undefined && terms.length > 0 && !aspects.has(key)) aspects.set(key, { named: best, terms });
  }
  const words = unread.flatMap((word) => word.toLowerCase().match(WORDS) ?? []);
  const lift = [...new Set(words)].filter(({ length }) => length <= MAX_LIFT_LENGTH).slice(0, MAX_LIFT);
  if (aspects.size === 0 || aspects.size + lift.length < 2) return undefined;
  const told = [...aspects.values()];
  return { aspects: told, near: nearOf(told, vocabulary), lift };
}

/** What is right above what an aspect names, related to it, or right below one of these. None where not each aspect can have it beside it. */
function nearOf(aspects: readonly SearchedAspect[], vocabulary: Concepts): readonly NearAspect[] {
  if (aspects.length < 2 || aspects.length * 2 > MAX_ASPECTS) return [];
  // What the other aspect is about lies near this one by nature, as what all hits of both would have.
  const asked = new Set(aspects.flatMap(({ terms }) => terms.map(({ concept }) => concept)));
  const all = aspects.map(({ named, terms }, of) => {
    const around = terms
      .filter(({ weight }) => weight === ASKED_WEIGHT)
      .flatMap(({ concept }) => vocabulary.near(concept))
      .flatMap((id) => [id, ...(vocabulary.narrowerByStep(id)[0] ?? [])]);
    const beside = [...new Set(around)].filter((concept) => !asked.has(concept));
    return { of, named, terms: [...terms, ...beside.map((concept) => ({ concept, weight: NEAR_WEIGHT }))] };
  });
  // Both or none, so that hits with one aspect alone stand in one tier.
  return all.some(({ terms }, of) => terms.length > (aspects[of]?.terms.length ?? 0)) ? all : [];
}

/** What cities are asked for as aspects, in the order of the numbers by which they tell what a hit has. */
export function numbered({ aspects, near }: Tiers): readonly SearchedAspect[] {
  return [...aspects, ...near];
}

/** Whether it is worth to count who has all aspects: with one alone, that is everybody. */
export function countsAll({ aspects }: Tiers): boolean {
  return aspects.length > 1;
}

/** @param matched what a hit has: the numbers of aspects, of what is near them, and of words, ascending */
export function hasAll({ aspects }: Tiers, matched: readonly number[]): boolean {
  return matched.filter((number) => number < aspects.length).length === aspects.length;
}
