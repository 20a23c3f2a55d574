import type { WholeLabelIndex } from './createWholeLabelIndex';
import { foldText, readings, splitWords } from './foldText';
import { isKindWordOfAnyLanguage, isStopWord, isStopWordOfAnyLanguage, isSurname } from './wordLists';
import { byPreference, withoutSome } from './Lexicon';
import type { Label, Term, Lexicon } from './Lexicon';
import { primaryLanguageOf } from '../../contract/languages';
import type { Aspect, Understood } from './Aspect';
import { splitCompound } from './splitCompound';

/** The subjects of a question, best first, with at most 5 concepts in all; none when it names no concept. */
export type QuestionReader = (question: string) => readonly Aspect[];

const MOST_CONCEPTS = 5;
/** What goes beyond is not read: longer than any question, and it bounds the work for a text that is none. */
const MOST_CHARACTERS = 500;
/** A word in labels of more concepts, none of which it names, is too vague to mean any of them: `Stadt`. */
const MOST_CONCEPTS_OF_A_WORD = 6;
/** How much of a label, in letters, a question must name that leaves words out. */
const LEAST_SHARE_OF_A_LABEL = 1 / 3;

interface QuestionWord {
  readonly folded: string;
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
    const asTyped = splitWords(question.slice(0, MOST_CHARACTERS));
    const words = asTyped.flatMap((word) => readWord(word, lexicon));
    const findings = findLabels(words);
    const whole = (labels: readonly Label[]) =>
      toAspects(
        labels.map((label) => ({ label, positions: [] })),
        words,
      );
    const steps: readonly (() => readonly Label[])[] = [
      () => wholes.same(asTyped),
      () => findEqual(findings, words),
      () =>
        findContained(
          findings.filter(({ isLiteral }) => isLiteral),
          words,
        ),
      () => (mayBeMisspelt(words) ? wholes.near(asTyped) : []),
      () => findContained(findings, words),
    ];
    for (const step of steps) {
      const labels = step();
      if (labels.length > 0) return whole(labels);
    }
    const listed = question.slice(0, MOST_CHARACTERS).replace(LIST_SIGNS, ` ${LIST_WORD} `);
    const inList = listed === question ? words : splitWords(listed).flatMap((word) => readWord(word, lexicon));
    return toAspects(findMentioned(inList === words ? findings : findLabels(inList), inList), inList);
  };
}

/** A label, and where the question has its words. */
type Mention = Pick<Finding, 'label' | 'positions'>;

/** What stands between things that are listed, as a word. */
const LIST_WORD = 'und';
const LIST_WORDS: ReadonlySet<string> = new Set([LIST_WORD, 'sowie', 'oder', 'and', 'or', 'en', 'of']);
const LIST_SIGNS = /[,;/&+]/g;

/** Labels that share a word of the question, or of which nothing is known where it has them, are one aspect. */
function toAspects(mentions: readonly Mention[], words: readonly QuestionWord[]): readonly Aspect[] {
  const aspects: { positions: Set<number>; readonly concepts: Map<string, Understood> }[] = [];
  const known = new Set<string>();
  for (const { label, positions } of mentions) {
    if (known.size === MOST_CONCEPTS || known.has(label.conceptId)) continue;
    known.add(label.conceptId);
    let aspect = aspects.find((other) => positions.length === 0 || positions.some((at) => other.positions.has(at)));
    if (aspect === undefined) aspects.push((aspect = { positions: new Set(), concepts: new Map() }));
    for (const position of positions) aspect.positions.add(position);
    aspect.concepts.set(label.conceptId, { id: label.conceptId, label: { lang: label.lang, text: label.text } });
  }
  return aspects.map(({ positions, concepts }) => {
    const position = Math.min(...positions);
    return { concepts: [...concepts.values()], position, isListed: isListed(position, words) };
  });
}

/** Whether a word that lists things stands before this one, with none between them that says something. */
function isListed(position: number, words: readonly QuestionWord[]): boolean {
  for (let at = position - 1; at >= 0; at--) {
    const word = words[at];
    if (word === undefined || LIST_WORDS.has(word.folded)) return true;
    if (!word.isOptional) return false;
  }
  return false;
}

/** One word, or for a compound its parts. */
function readWord(word: string, lexicon: Lexicon): readonly QuestionWord[] {
  const folded = foldText(word);
  const isStopWord = isStopWordOfAnyLanguage(folded);
  const read = (terms: readonly Term[], as: QuestionWord['as'], isOptional = isStopWord): QuestionWord => ({
    folded,
    terms: new Set(terms),
    as,
    isOptional,
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
  const content = withoutSome([...words.keys()], (position) => words[position]?.isOptional === true);
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
