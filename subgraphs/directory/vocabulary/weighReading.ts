import type { Aspect, NamedConcept } from './Aspect';
import type { Concept } from './Concept';
import type { Evidence, Explaining } from './createEvidenceIndex';
import type { Hierarchy } from './meetAspects';

/** What a question was read to mean. */
interface Read {
  readonly aspects: readonly Aspect[];
  readonly understood: readonly NamedConcept[];
}

/** One word is in the labels of many concepts by chance; several that meet in one are not. */
const FEWEST_WORDS = 2;
/** What takes the place of a reading has more. */
const FEWEST_WORDS_BESIDE_OTHERS = 3;
/** How much more the best concept must explain than the next one that is neither broader nor narrower. */
const LEAST_LEAD = 1.2;
/** The same where rules have read something. */
const LEAST_LEAD_BESIDE_OTHERS = 1.5;
/** What a concept must explain of a question that names none. */
const LEAST_SHARE = 0.6;
/** How much more of all that the words say the best concept must explain than what was read. */
const LEAST_GAIN = 0.1;
const MOST_CONCEPTS = 5;

/**
 * Holds a reading beside what all labels and definitions of a concept say together, by which no rule reads: `local history archive` has
 * a word of three labels of the city's archives, and is none. Where one concept explains clearly more than any other:
 *
 * - It is meant, if the question names none.
 * - It comes first, if it is one of those that were read and explains more than the first of these.
 * - It comes first and the others count beside it, if it explains more than all that were read together, by three words or more.
 */
export function weighReading({ aspects, understood }: Read, evidence: Evidence, hierarchy: Hierarchy): Read {
  const [best] = evidence.best;
  const lead = understood.length === 0 ? LEAST_LEAD : LEAST_LEAD_BESIDE_OTHERS;
  if (best === undefined || !isClear(best, evidence, hierarchy, lead)) return { aspects, understood };
  const known = understood.find(({ id }) => id === best.id);
  if (known !== undefined) {
    const isBetter = best.share >= evidence.shareOf(understood.slice(0, 1).map(({ id }) => id)) + LEAST_GAIN;
    return { aspects, understood: isBetter ? firstOf(known, understood) : understood };
  }
  const isMeant =
    understood.length === 0
      ? best.share >= LEAST_SHARE
      : best.words >= FEWEST_WORDS_BESIDE_OTHERS &&
        best.share >= evidence.shareOf(understood.map(({ id }) => id)) + LEAST_GAIN;
  if (!isMeant) return { aspects, understood };
  const concepts = firstOf(evidence.name(best.id), understood);
  const position = Math.min(...concepts.flatMap(({ words }) => words));
  return { aspects: [{ concepts, position, isListed: false, parts: [] }], understood: concepts };
}

function isClear({ id, share, words }: Explaining, { best }: Evidence, hierarchy: Hierarchy, lead: number): boolean {
  const isKin = (one: Concept['id'], other: Concept['id']) => hierarchy.narrower(one).includes(other);
  const next = best.find((other) => other.id !== id && !isKin(id, other.id) && !isKin(other.id, id));
  return words >= FEWEST_WORDS && share >= lead * (next?.share ?? 0);
}

function firstOf(concept: NamedConcept, concepts: readonly NamedConcept[]): readonly NamedConcept[] {
  return [concept, ...concepts.filter(({ id }) => id !== concept.id)].slice(0, MOST_CONCEPTS);
}
