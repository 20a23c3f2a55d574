import { ASKED_WEIGHT, BESIDE_WEIGHT, NARROWER_WEIGHTS } from '../../contract/scoreWeights';
import type { PlaceReading, SearchVocabulary } from '../SearchSources';
import { withoutAddresses } from './addresses';
import type { ReadText } from './readText';
import { readText } from './readText';
import { makeTiers } from './Tiers';
import type { Tiers } from './Tiers';

export interface Asked {
  /** Known concepts, `concept:<slug>`. */
  readonly concepts: readonly string[];
  readonly match: 'ANY' | 'ALL';
  readonly text: string | null;
  /** The places that the text names. Left out, it names none. */
  readonly places?: PlaceReading | null;
}

/** A question, and what of it was words. */
export interface Understanding extends Question, Pick<ReadText, 'understood' | 'ignored' | 'didYouMean'> {
  /** Each concept that it names, by itself, and what these have in common. */
  readonly named: readonly string[];
}

const NO_PLACES = { mentions: [], unknown: [], vague: [] };
const NO_TEXT: ReadText = {
  ...{ concepts: [], words: null, aspects: [], parts: [], main: [], lift: [] },
  ...{ understood: [], ignored: [], didYouMean: [] },
};

/**
 * Takes a question to mean concepts as far as possible. Of concepts named by id, `ANY` makes one group and `ALL` a group
 * each; a text that names concepts makes one more group; of one that names none, see `readText`. What has all subjects of a text,
 * and the words of it that name none, comes first.
 */
export function understand({ concepts, match, text, places }: Asked, vocabulary: SearchVocabulary): Understanding {
  const named = [...new Set(concepts)];
  const read =
    text === null ? NO_TEXT : readText(text, places ?? { ...NO_PLACES, rest: withoutAddresses(text) }, vocabulary);
  const groups = [
    ...(match === 'ALL' ? named.map((concept) => expand([concept], [], vocabulary)) : [expand(named, [], vocabulary)]),
    ...besidesOf(read).map((beside) =>
      expand(
        read.concepts.map(({ id }) => id),
        beside,
        vocabulary,
      ),
    ),
  ].filter(({ terms }) => terms.length > 0);
  const { words, parts, lift, understood, ignored, didYouMean } = read;
  const weights = bestWeights(groups);
  const tiers = makeTiers(read.aspects, lift, weights, vocabulary);
  const subjects = new Set([
    ...named,
    ...read.concepts.flatMap(({ id, meets = [] }) => [id, ...meets]),
    ...parts.flat(),
  ]);
  return {
    groups,
    named: [...subjects],
    understood,
    ignored,
    didYouMean,
    text: words,
    weights,
    ...(tiers && { tiers }),
  };
}

/** For each group that a text makes, the concepts that count as well, though less. */
function besidesOf({ concepts, parts, main }: ReadText): readonly (readonly string[])[] {
  if (main.length > 0) return [main];
  return parts.length > 0 ? parts : [concepts.flatMap(({ meets = [] }) => meets)];
}

/** @param beside concepts that have one of the others in common: what is about one of them alone comes last */
function expand(concepts: readonly string[], beside: readonly string[], vocabulary: SearchVocabulary): Group {
  const narrowerOf = (concept: string) => vocabulary.narrowerByStep(concept).slice(0, NARROWER_WEIGHTS.length);
  const terms: Term[] = [
    ...weigh(concepts, ASKED_WEIGHT),
    ...NARROWER_WEIGHTS.flatMap((weight, step) =>
      weigh(
        concepts.flatMap((concept) => narrowerOf(concept)[step] ?? []),
        weight,
      ),
    ),
    ...weigh(
      beside.flatMap((concept) => [concept, ...narrowerOf(concept).flat()]),
      BESIDE_WEIGHT,
    ),
  ];
  // A concept can be named and be narrower than another one named: the better weight holds.
  return { terms: [...bestWeights([{ terms }])].map(([concept, weight]) => ({ concept, weight })) };
}

function weigh(concepts: readonly string[], weight: number): readonly Term[] {
  return concepts.map((concept) => ({ concept, weight }));
}

function bestWeights(groups: readonly Group[]): Map<string, number> {
  const terms = groups.flatMap((group) => group.terms).sort((a, b) => b.weight - a.weight);
  const best = new Map<string, number>();
  for (const { concept, weight } of terms) {
    if (!best.has(concept)) best.set(concept, weight);
  }
  return best;
}

interface Term {
  /** `concept:<slug>` */
  readonly concept: string;
  /** How near the concept is to what was asked, 1 to 1000. */
  readonly weight: number;
}

/** Terms of which a record must match at least one. In the form of the contract's `ConceptGroup`. */
export interface Group {
  readonly terms: readonly Term[];
}

/**
 * What a client's question was taken to mean. A record matches when it matches every group and contains every word of
 * the text. There is at least one group or a text, but where nothing else than cities was named: see `anythingIn`.
 */
export interface Question {
  readonly groups: readonly Group[];
  /** Words that name no concept. */
  readonly text: string | null;
  /** Every concept of the groups with its best weight over all of them; those named first, then their narrower ones. */
  readonly weights: ReadonlyMap<string, number>;
  /** What comes first of all that matches. Undefined where all hits stand in one tier. */
  readonly tiers?: Tiers;
}
