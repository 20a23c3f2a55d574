import { primaryLanguageOf } from '../../contract/languages';
import type { Aspect, NamedConcept } from './Aspect';
import type { WholeLabelIndex } from './createWholeLabelIndex';
import { foldText, readings, splitWords } from './foldText';
import { byPreference, withoutSome } from './Lexicon';
import type { Label, Lexicon, Term } from './Lexicon';
import { splitCompound } from './splitCompound';
import {
  isContactWord,
  isKindWordOfAnyLanguage,
  isListWord,
  isStopWord,
  isStopWordOfAnyLanguage,
  isSurname,
  isTitle,
  languagesOfStopWord,
} from './wordLists';

/** Reads what somebody types. */
export type QuestionReader = (question: string) => ReadQuestion;

/** A question taken apart. */
export interface ReadQuestion {
  /** Its words as typed. */
  readonly typed: readonly string[];
  /** Its subjects, best first, with at most 5 concepts in all; none when it names no concept. Words are positions in `typed`. */
  readonly aspects: readonly Aspect[];
  /** Positions of the words that no label knows, without stop words and titles. */
  readonly unread: readonly number[];
  /** Positions of the words that labels have and that named none of them. */
  readonly vague: readonly number[];
}

const MOST_CONCEPTS = 5;
/** What goes beyond is not read: longer than any question, and it bounds the work for a text that is none. */
const MOST_CHARACTERS = 500;
/** A word in labels of more concepts, none of which it names, is too vague to mean any of them: `Stadt`. */
const MOST_CONCEPTS_OF_A_WORD = 6;
/** How much of a label, in letters, a question must name that leaves words out. */
const LEAST_SHARE_OF_A_LABEL = 1 / 3;
/** What stands between things that are listed. */
const LIST_SIGNS = /[,;/&+]/;

interface QuestionWord {
  /** The position of the word as typed; the parts of a compound share it. */
  readonly at: number;
  readonly folded: string;
  /** Whether a sign that lists things stands before it. */
  readonly followsSign: boolean;
  /** The words of labels that it stands for. */
  readonly terms: ReadonlySet<Term>;
  /** How it stands for them: as it is; as a part of a compound; perhaps, as a typo or in a compound with unknown parts. */
  readonly as: 'WORD' | 'PART' | 'GUESS';
  /** A label need not have it: a stop word, or what says the kind of a thing at the end of a compound. */
  readonly isOptional: boolean;
}

/** A label of which at least one word stands in the question. */
interface Finding {
  readonly label: Label;
  /** Which words of the question stand for words of the label: positions, ascending. */
  readonly positions: readonly number[];
  /** How many of the label's words do not stand in the question. */
  readonly missing: number;
  /** How many of the label's words stand in the question as guesses only. */
  readonly guesses: number;
  /** Whether all of the label's words that stand in the question stand there as they are. */
  readonly isLiteral: boolean;
  /** The letters of the label's words that stand in the question, as a share of all. */
  readonly share: number;
}

/**
 * Reads questions in words, in any language of the labels, mixed too. The labels are the preferred and the alternative
 * ones. Words are compared without case, accents and endings (the stem in the label's language); stop words do not
 * count. A word that no label has is taken apart as a compound, else taken for a typo: see `splitCompound` and
 * `TypoIndex`. The first of these steps that finds something decides:
 *
 * 1. **Same**: labels that are the question but for case, accents, spaces and hyphens: `kita personal` is "Kita-Personal".
 * 2. **Equal**: labels that are the question, word by word: `housing action plans` is "Housing action plan".
 * 3. **Contained**: labels that contain every word of the question, in any order: `Aktionsplan Wohnungslosigkeit` is
 *    "Aktionsplan für Menschen in Wohnungslosigkeit". Where some have no further words, only those count. Labels with
 *    fewer further words come first. One with further words must be named by a third of its letters and by more than
 *    one word for the kind of a thing (`plan`), and counts only if no more than six concepts have such labels.
 * 4. **Misspelt**: labels that are the question but for one typo, be it in a space; not for a single word that labels have.
 * 5. **Contained in other words**: as step 3, where parts of compounds and guesses count too. Those with fewer guesses
 *    come first, and a label with further words needs a word that is no guess.
 * 6. **Mentioned**: labels of which every word stands in the question, in any order. The longest win: a label is
 *    dropped when a longer one covers all its words and more. Those with more words come first, then those
 *    whose words stand together, those with fewer guesses, then those named earlier in the question. Beside words that labels have, a guess counts only in a
 *    language of theirs: `gewinnen` is no typo of the Dutch "gezinnen" in a German question. Labels that have no word of
 *    the question in common are aspects of it: see `meetAspects`. The labels of the other steps are one aspect.
 *
 * Nothing is found otherwise, so that the names of persons stay free text; frequent ones are known: see `isSurname`.
 * Ties go to preferred labels, then to the lower id.
 */
export function createQuestionReader(lexicon: Lexicon, wholes: WholeLabelIndex): QuestionReader {
  return (question) => {
    const typed = splitList(question.slice(0, MOST_CHARACTERS));
    const asTyped = typed.map(({ word }) => word);
    const words = typed.flatMap((word, at) => readWord(word, at, lexicon));
    const mentions = findMentions(asTyped, words);
    const aspects = toAspects(mentions, words);
    return { typed: asTyped, aspects, ...sortUnused(aspects, words) };
  };

  /** What the first step finds that finds something. */
  function findMentions(asTyped: readonly string[], words: readonly QuestionWord[]): readonly Mention[] {
    const findings = findLabels(words);
    const literal = findings.filter(({ isLiteral }) => isLiteral);
    const steps: readonly (() => readonly Label[])[] = [
      () => wholes.same(asTyped),
      () => findEqual(findings, words),
      () => findContained(literal, words),
      () => (mayBeMisspelt(words) ? wholes.near(asTyped) : []),
      () => findContained(findings, words),
    ];
    for (const step of steps) {
      const labels = step();
      if (labels.length > 0) return labels.map((label) => ({ label, positions: contentOf(words) }));
    }
    return findMentioned(findings, words);
  }
}

/** A label, and where the question has its words. */
type Mention = Pick<Finding, 'label' | 'positions'>;

/** A word as typed. */
interface TypedWord {
  readonly word: string;
  /** Whether a sign that lists things stands before it. */
  readonly followsSign: boolean;
}

function splitList(text: string): readonly TypedWord[] {
  return text
    .split(LIST_SIGNS)
    .flatMap((item, number) =>
      splitWords(item).map((word, index) => ({ word, followsSign: number > 0 && index === 0 })),
    );
}

/** Labels that share a word of the question are one aspect. */
function toAspects(mentions: readonly Mention[], words: readonly QuestionWord[]): readonly Aspect[] {
  const aspects: { positions: Set<number>; readonly concepts: Map<string, NamedConcept> }[] = [];
  const known = new Set<string>();
  for (const { label, positions } of mentions) {
    if (known.size === MOST_CONCEPTS || known.has(label.conceptId)) continue;
    known.add(label.conceptId);
    let aspect = aspects.find((other) => positions.some((at) => other.positions.has(at)));
    if (aspect === undefined) aspects.push((aspect = { positions: new Set(), concepts: new Map() }));
    for (const position of positions) aspect.positions.add(position);
    aspect.concepts.set(label.conceptId, {
      id: label.conceptId,
      label: { lang: label.lang, text: label.text },
      words: placesOf(positions, words),
    });
  }
  const lists = listWordsOf(aspects.flatMap(({ positions }) => [...positions].map((at) => words[at])));
  return aspects.map(({ positions, concepts }) => {
    const first = Math.min(...positions);
    return {
      concepts: [...concepts.values()],
      position: words[first]?.at ?? 0,
      isListed: isListed(first, words, lists),
    };
  });
}

/** Where the question has words, as typed. */
function placesOf(positions: readonly number[], words: readonly QuestionWord[]): readonly number[] {
  return [...new Set(positions.map((position) => words[position]?.at ?? 0))];
}

/**
 * Tells which words list things: `of` does in Dutch and is a preposition in English, so that it counts for whichever
 * language has more of the words that were found.
 */
function listWordsOf(found: readonly (QuestionWord | undefined)[]): (word: string) => boolean {
  const languages = found.map((word) => new Set([...(word?.terms ?? [])].map(({ lang }) => primaryLanguageOf(lang))));
  const count = (language: string) => languages.filter((all) => all.has(language)).length;
  return (word) => {
    const speaking = languagesOfStopWord(word);
    const listing = speaking.filter((language) => isListWord(word, language));
    const others = speaking.filter((language) => !listing.includes(language));
    return (
      listing.length > 0 && (others.length === 0 || Math.max(...listing.map(count)) > Math.max(...others.map(count)))
    );
  };
}

/** Whether a word or a sign that lists things stands before this one, with none between them that says something. */
function isListed(position: number, words: readonly QuestionWord[], lists: (word: string) => boolean): boolean {
  if (words[position]?.followsSign) return true;
  for (let at = position - 1; at >= 0; at--) {
    const word = words[at];
    if (word === undefined || lists(word.folded)) return true;
    if (!word.isOptional) return false;
    if (word.followsSign) return true;
  }
  return false;
}

/** The words that named no concept: those that labels have, and those that they do not have. */
function sortUnused(
  aspects: readonly Aspect[],
  words: readonly QuestionWord[],
): Pick<ReadQuestion, 'unread' | 'vague'> {
  const used = new Set(aspects.flatMap(({ concepts }) => concepts.flatMap((concept) => concept.words)));
  const unused = words.filter(
    ({ at, isOptional, folded }) => !used.has(at) && !isOptional && !isTitle(folded) && !isContactWord(folded),
  );
  const isVague = ({ terms, as, folded }: QuestionWord) => terms.size > 0 && as !== 'GUESS' && !isSurname(folded);
  const vague = new Set(unused.filter(isVague).map(({ at }) => at));
  const unread = new Set(unused.map(({ at }) => at).filter((at) => !vague.has(at)));
  return { unread: [...unread], vague: [...vague] };
}

/** One word, or for a compound its parts. */
function readWord({ word, followsSign }: TypedWord, at: number, lexicon: Lexicon): readonly QuestionWord[] {
  const folded = foldText(word);
  const isStopWord = isStopWordOfAnyLanguage(folded);
  const read = (terms: readonly Term[], as: QuestionWord['as'], isOptional = isStopWord): QuestionWord => ({
    ...{ at, folded, followsSign, as, isOptional },
    terms: new Set(terms),
  });
  if (isSurname(folded)) return [read(lexicon.exactly(folded), 'WORD')];
  const words = readings(word);
  const forms = lexicon.formsOf(words);
  // A word that is known is no typo of another: Beratung is not Bewertung, and who is not how.
  if (forms.length > 0 || isStopWord) return [read(forms, 'WORD')];
  const compound = splitCompound(words, lexicon);
  if (compound?.isComplete) return compound.parts.map(({ terms, isHead }) => read(terms, 'PART', isHead));
  const typos = lexicon.typosOf(words);
  if (typos.length > 0 || compound === undefined) return [read(typos, 'GUESS')];
  return compound.parts.map(({ terms, isHead }) => read(terms, 'GUESS', isHead));
}

/** The labels that have a word of the question. */
function findLabels(words: readonly QuestionWord[]): readonly Finding[] {
  const positionsOf = new Map<Term, number[]>();
  for (const [position, { terms }] of words.entries()) {
    for (const term of terms) {
      const positions = positionsOf.get(term) ?? [];
      positions.push(position);
      positionsOf.set(term, positions);
    }
  }
  const labels = new Set([...positionsOf.keys()].flatMap((term) => term.labels));
  return [...labels].map((label) => find(label, positionsOf, words)).filter(({ positions }) => positions.length > 0);
}

function find(
  label: Label,
  positionsOf: ReadonlyMap<Term, readonly number[]>,
  words: readonly QuestionWord[],
): Finding {
  const positions = new Set<number>();
  let missing = 0;
  let guesses = 0;
  let isLiteral = true;
  let letters = 0;
  let lettersFound = 0;
  for (const term of label.terms) {
    letters += term.folded.length;
    const at = positionsOf.get(term);
    if (at === undefined) {
      missing++;
      continue;
    }
    lettersFound += term.folded.length;
    if (at.every((position) => words[position]?.as === 'GUESS')) guesses++;
    if (!at.some((position) => words[position]?.as === 'WORD')) isLiteral = false;
    for (const position of at) positions.add(position);
  }
  const ascending = [...positions].sort((a, b) => a - b);
  return { label, positions: ascending, missing, guesses, isLiteral, share: lettersFound / letters };
}

function findEqual(findings: readonly Finding[], words: readonly QuestionWord[]): readonly Label[] {
  return findings
    .filter(({ label, missing, isLiteral }) => {
      if (missing > 0 || !isLiteral) return false;
      const content = withoutSome(words, ({ folded }) => isStopWord(folded, label.lang));
      return (
        content.length === label.terms.length && label.terms.every((term, index) => content[index]?.terms.has(term))
      );
    })
    .map(({ label }) => label)
    .sort(byPreference);
}

function findContained(findings: readonly Finding[], words: readonly QuestionWord[]): readonly Label[] {
  const content = contentOf(words);
  const containing = findings.filter(({ positions }) => content.every((position) => positions.includes(position)));
  const complete = containing.filter(({ missing }) => missing === 0);
  return (complete.length > 0 ? complete : withoutVague(containing, words))
    .toSorted(
      (a, b) =>
        a.missing - b.missing ||
        a.guesses - b.guesses ||
        b.positions.length - a.positions.length ||
        byPreference(a.label, b.label),
    )
    .map(({ label }) => label);
}

/** Positions of the words that a label must have: all when the question has no others than those that may be left out. */
function contentOf(words: readonly QuestionWord[]): readonly number[] {
  return withoutSome([...words.keys()], (position) => words[position]?.isOptional === true);
}

/** Those labels with further words that the question names plainly enough. */
function withoutVague(containing: readonly Finding[], words: readonly QuestionWord[]): readonly Finding[] {
  const saying = words.filter((word) => !isEmpty(word));
  if (saying.length === 0 || (saying.length === 1 && isKindWordOfAnyLanguage(saying[0]?.folded ?? ''))) return [];
  if (new Set(containing.map(({ label }) => label.conceptId)).size > MOST_CONCEPTS_OF_A_WORD) return [];
  return containing.filter(
    ({ positions, guesses, share }) => guesses < positions.length && share >= LEAST_SHARE_OF_A_LABEL,
  );
}

function findMentioned(findings: readonly Finding[], words: readonly QuestionWord[]): readonly Mention[] {
  // The label "IT" is not mentioned in "how is it done".
  const content = new Set([...words.keys()].filter((position) => !isEmpty(words[position])));
  const complete = findings.filter(
    ({ missing, positions }) => missing === 0 && positions.some((position) => content.has(position)),
  );
  const sure = complete.filter(({ guesses }) => guesses === 0);
  const languages = new Set(sure.map(({ label }) => primaryLanguageOf(label.lang)));
  const mentioned = complete.filter(
    ({ guesses, label }) => guesses === 0 || sure.length === 0 || languages.has(primaryLanguageOf(label.lang)),
  );
  const places = [...new Map(mentioned.map(({ positions }) => [positions.join(), positions])).values()];
  return mentioned
    .filter(({ positions }) => !places.some((longer) => isCoveredBy(positions, longer)))
    .sort(
      (a, b) =>
        b.positions.length - a.positions.length ||
        gapOf(a) - gapOf(b) ||
        a.guesses - b.guesses ||
        (a.positions[0] ?? 0) - (b.positions[0] ?? 0) ||
        byPreference(a.label, b.label),
    );
}

/** How many words of the question stand between those of the label. */
function gapOf({ positions }: Finding): number {
  return (positions.at(-1) ?? 0) - (positions[0] ?? 0) + 1 - positions.length;
}

function isCoveredBy(positions: readonly number[], longer: readonly number[]): boolean {
  return positions.length < longer.length && positions.every((position) => longer.includes(position));
}

/** Whether a word does not make a label a mentioned one: it may be left out, or is a family name. */
function isEmpty(word: QuestionWord | undefined): boolean {
  return word === undefined || word.isOptional || isSurname(word.folded);
}

/** A single word that labels have is no typo, and what has the name of a person is none either. */
function mayBeMisspelt(words: readonly QuestionWord[]): boolean {
  const isKnown = ({ terms, as }: QuestionWord) => terms.size > 0 && as === 'WORD';
  const first = words[0];
  if (first === undefined || (words.length === 1 && isKnown(first))) return false;
  return words.every((word) => isKnown(word) || !isSurname(word.folded));
}
