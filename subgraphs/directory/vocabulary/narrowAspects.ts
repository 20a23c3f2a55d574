import type { Aspect, Hint, NamedConcept } from './Aspect';
import type { Concept } from './Concept';
import type { ReadQuestion } from './createQuestionReader';
import { foldText } from './foldText';
import { broadestOf, closureOf } from './meetAspects';
import type { Hierarchy } from './meetAspects';
import { isKindWordOfAnyLanguage } from './wordLists';

const FEWEST_NARROWER_OF_BROAD = 10;
/** A word in labels of more concepts is below a subject by chance. */
const MOST_CONCEPTS_OF_A_NARROWING_WORD = 24;
/** In so many words, of which so many say something, people say more than what they look for. */
const FEWEST_WORDS_OF_A_SENTENCE = 7;
const FEWEST_TELLING_WORDS_OF_A_SENTENCE = 3;

/**
 * Lets the words of a question that are no label say which concept is meant. `Fachkräfte` stands in labels of several, of which
 * one is below care: `Fachkräfte in der Pflege` is about that one. Where there is none below a subject but one beside it, below the
 * same broader concept, the question is about both. Else a rare word names the concept that has it. Beside a subject of a sentence neither
 * is so, for most of its words are about something else. Broad subjects come behind the others.
 */
export function narrowAspects(
  { typed, aspects, hints, known, unknown }: Omit<ReadQuestion, 'joined'>,
  hierarchy: Hierarchy,
): readonly Aspect[] {
  const isSentence =
    typed.length >= FEWEST_WORDS_OF_A_SENTENCE && known.length + unknown.length >= FEWEST_TELLING_WORDS_OF_A_SENTENCE;
  return hints
    .reduce((narrowed, hint) => useHint(narrowed, hint, hierarchy, isSentence), broadLast(aspects, typed, hierarchy))
    .map((aspect) => withoutNarrower(aspect, hierarchy));
}

/**
 * Of a concept and one that is narrower and stands behind it, the narrower one where it has a word of its own: `health of homeless
 * people`, by the labels "homeless people" and "homeless health". Else the other one, with which the narrower one is searched for.
 */
function withoutNarrower(aspect: Aspect, hierarchy: Hierarchy): Aspect {
  let concepts: readonly NamedConcept[] = [];
  for (const concept of aspect.concepts) {
    const broader = concepts.filter(({ id }) => hierarchy.narrower(id).includes(concept.id));
    if (!broader.every(({ words }) => concept.words.some((word) => !words.includes(word)))) continue;
    const words = [...new Set([concept, ...broader].flatMap((named) => named.words))].sort((one, other) => one - other);
    const meant = { ...concept, words, meets: [...(concept.meets ?? []), ...broader.map(({ id }) => id)] };
    concepts =
      broader.length === 0
        ? [...concepts, concept]
        : concepts.flatMap((named) => (named === broader[0] ? [meant] : broader.includes(named) ? [] : [named]));
  }
  return { ...aspect, concepts };
}

/**
 * What many others are below says less of a question than what stands beside it, as long as they are not listed: unless words name it
 * together of which one names the other, too, as in `advice on a citizens' assembly`. So does a word for the kind of a thing, as
 * `Satzung`.
 */
function broadLast(aspects: readonly Aspect[], typed: readonly string[], hierarchy: Hierarchy): readonly Aspect[] {
  if (aspects.some(({ isListed }) => isListed)) return aspects;
  const isBroad = (aspect: Aspect) =>
    aspect.concepts.some(({ id }) => hierarchy.narrower(id).length >= FEWEST_NARROWER_OF_BROAD) &&
    !aspects.some((other) => other !== aspect && sharesWord(aspect, other));
  const isKind = (aspect: Aspect) =>
    [...wordsOf(aspect)].every((at) => isKindWordOfAnyLanguage(foldText(typed[at] ?? '')));
  return aspects.toSorted((a, b) => Number(isBroad(a)) - Number(isBroad(b)) || Number(isKind(a)) - Number(isKind(b)));
}

/** Whether one of several words that name a subject names another one. */
function sharesWord(aspect: Aspect, other: Aspect): boolean {
  const own = wordsOf(aspect);
  return own.size > 1 && [...wordsOf(other)].some((word) => own.has(word));
}

function wordsOf({ concepts }: Aspect): ReadonlySet<number> {
  return new Set(concepts.flatMap(({ words }) => words));
}

function useHint(aspects: readonly Aspect[], hint: Hint, hierarchy: Hierarchy, isSentence: boolean): readonly Aspect[] {
  const isFrequent = hint.concepts.size > MOST_CONCEPTS_OF_A_NARROWING_WORD;
  const lang = aspects[0]?.concepts[0]?.label.lang ?? '';
  for (const [at, aspect] of aspects.entries()) {
    const below = onlyOne(closureOf(aspect.concepts, hierarchy), hint, hierarchy);
    if (below === undefined || (isFrequent && !aspect.concepts.some(({ id }) => id === below))) continue;
    return aspects.with(at, narrow(aspect, below, hint, hierarchy.labelOf(below, lang), hierarchy));
  }
  if (!hint.isMain || (isSentence && aspects.length > 0)) return aspects;
  for (const { concepts } of aspects) {
    const broader = concepts.flatMap(({ id }) => hierarchy.broader(id)).map((id) => ({ id }));
    const beside = onlyOne(closureOf(broader, hierarchy), hint, hierarchy);
    if (beside !== undefined) return [...aspects, toAspect(beside, hierarchy.labelOf(beside, lang), hint)];
  }
  if (hint.names === undefined) return aspects;
  const { conceptId, lang: langOfLabel, text } = hint.names;
  return [...aspects, toAspect(conceptId, { lang: langOfLabel, text }, hint)];
}

/** The one concept of these that a hint can mean, with what is narrower. */
function onlyOne(concepts: ReadonlySet<Concept['id']>, hint: Hint, hierarchy: Hierarchy): Concept['id'] | undefined {
  const common = new Set([...hint.concepts].filter((id) => concepts.has(id)));
  const broadest = broadestOf(common, hierarchy);
  return broadest.length === 1 ? broadest[0] : undefined;
}

/** It has the subject, and by the hint what else it is below. */
function narrow(
  aspect: Aspect,
  id: Concept['id'],
  { word }: Hint,
  label: NamedConcept['label'],
  hierarchy: Hierarchy,
): Aspect {
  const { concepts } = aspect;
  const words = [...new Set([...concepts.flatMap((concept) => concept.words), word])].sort((a, b) => a - b);
  const known = concepts.find((concept) => concept.id === id);
  const meets = concepts.filter((concept) => concept.id !== id).map((concept) => concept.id);
  const closure = closureOf(concepts, hierarchy);
  const beside = hierarchy.broader(id).filter((above) => !closure.has(above));
  const parts =
    meets.length === 0 || beside.length === 0
      ? []
      : [
          { concepts: meets, position: aspect.position, within: [id] },
          { concepts: beside, position: word, within: [id] },
        ];
  return { ...aspect, concepts: [{ id, label: known?.label ?? label, words, meets }], parts };
}

function toAspect(id: Concept['id'], label: NamedConcept['label'], { word }: Hint): Aspect {
  return { concepts: [{ id, label, words: [word] }], position: word, isListed: false, parts: [] };
}
