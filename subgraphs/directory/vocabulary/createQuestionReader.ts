import type { Concept } from './Concept';
import { foldText, splitWords } from './foldText';
import { Lexicon } from './Lexicon';
import type { Term } from './Lexicon';
import { isStopWord, isStopWordOfAnyLanguage } from './stopWords';

/** Concept ids, best first, at most 5; none when the question names no concept. */
export type QuestionReader = (question: string) => readonly string[];

const MOST_CONCEPTS = 5;
/** What goes beyond is not read: longer than any question, and it bounds the work for a text that is none. */
const MOST_CHARACTERS = 500;

interface Label {
  readonly conceptId: string;
  readonly lang: string;
  readonly preferred: boolean;
  /** Without the stop words of its language, unless it has no others. */
  readonly terms: readonly Term[];
}

interface QuestionWord {
  readonly folded: string;
  /** Stands for no word of a label as it is, but may be a typo of one. */
  readonly isTypo: boolean;
  /** The words of labels that it stands for. */
  readonly terms: ReadonlySet<Term>;
}

/** A label of which at least one word stands in the question. */
interface Finding {
  readonly label: Label;
  /** Which words of the question stand for words of the label: positions, ascending. */
  readonly positions: readonly number[];
  /** How many of the label's words do not stand in the question. */
  readonly missing: number;
  /** How many of the label's words stand in the question with a typo only. */
  readonly typos: number;
}

/**
 * Reads questions in words, in any language of the labels, mixed too. The labels are the preferred and the alternative
 * ones. Words are compared without case, accents and endings (the stem in the label's language); stop words do not
 * count. The first of these steps that finds something decides:
 *
 * 1. **Equal**: labels that are the question, word by word: `housing action plans` is "Housing action plan".
 * 2. **Contained**: labels that contain every word of the question, in any order: `Aktionsplan Wohnungslosigkeit` is
 *    "Aktionsplan für Menschen in Wohnungslosigkeit". Where some have no further words, only those count. Labels with
 *    fewer further words come first, then those with fewer typos; one with further words needs a word without a typo.
 * 3. **Mentioned**: labels of which every word stands in the question, in any order. The longest win: a label is
 *    dropped when a longer one covers all its words and more. Those with more words come first, then those with
 *    fewer typos, then those named earlier in the question.
 *
 * In steps 2 and 3 a word that stands in no label may be a typo of one that does: one letter in words of 5 letters and
 * more, neither the first nor the last; two in words of 9 and more, not the first. Nothing is found otherwise, so that the names of persons stay
 * free text. Ties go to preferred labels, then to the lower id.
 */
export function createQuestionReader(concepts: readonly Concept[]): QuestionReader {
  const lexicon = new Lexicon();
  const labels = concepts.flatMap((concept) => readLabels(concept, lexicon));

  return (question) => {
    const words = splitWords(question.slice(0, MOST_CHARACTERS)).map((word) => readWord(word, lexicon));
    const findings = labels.map((label) => find(label, words)).filter(({ positions }) => positions.length > 0);
    for (const step of [findEqual, findContained, findMentioned]) {
      const found = step(findings, words);
      if (found.length > 0) return [...new Set(found.map(({ label }) => label.conceptId))].slice(0, MOST_CONCEPTS);
    }
    return [];
  };
}

function readLabels({ id, prefLabels, altLabels }: Concept, lexicon: Lexicon): readonly Label[] {
  const read = (preferred: boolean) => (label: { lang: string; text: string }) => ({
    conceptId: id,
    lang: label.lang,
    preferred,
    terms: withoutSome(splitWords(label.text), (word) => isStopWord(foldText(word), label.lang)).map((word) =>
      lexicon.add(word, label.lang),
    ),
  });
  return [...prefLabels.map(read(true)), ...altLabels.map(read(false))];
}

function readWord(word: string, lexicon: Lexicon): QuestionWord {
  const folded = foldText(word);
  const forms = lexicon.formsOf(word);
  // A word that is known is no typo of another: Beratung is not Bewertung, and who is not how.
  const isTypo = forms.length === 0 && !isStopWordOfAnyLanguage(folded);
  return { folded, isTypo, terms: new Set(isTypo ? lexicon.typosOf(word) : forms) };
}

function find(label: Label, words: readonly QuestionWord[]): Finding {
  const positions = new Set<number>();
  let missing = 0;
  let typos = 0;
  for (const term of label.terms) {
    const at = words.flatMap(({ terms }, position) => (terms.has(term) ? [position] : []));
    if (at.length === 0) missing++;
    else if (at.every((position) => words[position]?.isTypo)) typos++;
    for (const position of at) positions.add(position);
  }
  return { label, positions: [...positions].sort((a, b) => a - b), missing, typos };
}

function findEqual(findings: readonly Finding[], words: readonly QuestionWord[]): readonly Finding[] {
  return findings
    .filter(({ label, missing, typos }) => {
      if (missing > 0 || typos > 0) return false;
      const content = withoutSome(words, ({ folded }) => isStopWord(folded, label.lang));
      return (
        content.length === label.terms.length && label.terms.every((term, index) => content[index]?.terms.has(term))
      );
    })
    .sort(byPreference);
}

function findContained(findings: readonly Finding[], words: readonly QuestionWord[]): readonly Finding[] {
  const content = withoutSome([...words.keys()], (position) => isStopWordOfAnyLanguage(words[position]?.folded ?? ''));
  const containing = findings.filter(
    ({ positions, missing, typos }) =>
      content.every((position) => positions.includes(position)) && (missing === 0 || typos < positions.length),
  );
  const complete = containing.filter(({ missing }) => missing === 0);
  return (complete.length > 0 ? complete : containing).sort(
    (a, b) => a.missing - b.missing || a.typos - b.typos || byPreference(a, b),
  );
}

function findMentioned(findings: readonly Finding[], words: readonly QuestionWord[]): readonly Finding[] {
  // The label "IT" is not mentioned in "how is it done".
  const hasContent = ({ positions }: Finding) =>
    positions.some((position) => !isStopWordOfAnyLanguage(words[position]?.folded ?? ''));
  const mentioned = findings.filter((finding) => finding.missing === 0 && hasContent(finding));
  return mentioned
    .filter((finding) => !mentioned.some((other) => isCoveredBy(finding, other)))
    .sort(
      (a, b) =>
        b.positions.length - a.positions.length ||
        a.typos - b.typos ||
        (a.positions[0] ?? 0) - (b.positions[0] ?? 0) ||
        byPreference(a, b),
    );
}

function isCoveredBy({ positions }: Finding, longer: Finding): boolean {
  return (
    positions.length < longer.positions.length && positions.every((position) => longer.positions.includes(position))
  );
}

function byPreference({ label: a }: Finding, { label: b }: Finding): number {
  if (a.preferred !== b.preferred) return a.preferred ? -1 : 1;
  return a.conceptId < b.conceptId ? -1 : Number(a.conceptId > b.conceptId);
}

/** The items without those to drop, or all of them when none would be left: the label "IT" has no other words. */
function withoutSome<T>(items: readonly T[], drop: (item: T) => boolean): readonly T[] {
  const kept = items.filter((item) => !drop(item));
  return kept.length > 0 ? kept : items;
}
