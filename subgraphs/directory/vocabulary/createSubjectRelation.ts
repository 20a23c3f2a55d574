import { primaryLanguageOf } from '../../contract/languages';
import type { NamedConcept } from './Aspect';
import type { Concept } from './Concept';
import { isCompounding } from './isCompounding';
import { withoutSome } from './Lexicon';
import type { Label, Lexicon } from './Lexicon';
import { stemWord } from './stemWord';
import { isKindWordOfAnyLanguage } from './wordLists';

/** Whether the labels of a concept say that it is about a subject of a question. */
export type SubjectRelation = (id: Concept['id'], subject: Pick<NamedConcept, 'id' | 'label'>) => boolean;

/** A word of labels, as it is compared. */
interface Stem {
  readonly language: string;
  readonly text: string;
}

/** Shorter words are found everywhere by chance. */
const FEWEST_LETTERS_OF_A_PART = 5;

/**
 * Holds the labels of a concept against a subject: a word of its preferred labels, or of the label by which it was found, stands in
 * one of them, in whatever form or as a part of a compound. Labels of health care for homeless people speak of both health and the
 * homeless; those of sport in old age do not of culture, to which sport belongs, and nobody means it who asks for `culture for
 * older people`.
 */
export function createSubjectRelation(lexicon: Lexicon): SubjectRelation {
  const stems = new Map<Concept['id'], readonly Stem[]>();
  return (id, subject) => {
    const own = stems.get(id) ?? stemsOf(lexicon.labelsOf(id));
    stems.set(id, own);
    const naming = lexicon
      .labelsOf(subject.id)
      .filter(({ preferred, text, lang }) => preferred || (text === subject.label.text && lang === subject.label.lang));
    return stemsOf(naming).some((stem) => own.some((other) => speaksOf(other, stem)));
  };
}

/** Of the words that say more than the kind of a thing, each once. */
function stemsOf(labels: readonly Label[]): readonly Stem[] {
  const stems = new Map<string, Stem>();
  for (const { terms } of labels) {
    for (const { folded, lang } of withoutSome(terms, (term) => isKindWordOfAnyLanguage(term.folded))) {
      const stem = { language: primaryLanguageOf(lang), text: stemWord(folded, lang) };
      stems.set(`${stem.language} ${stem.text}`, stem);
    }
  }
  return [...stems.values()];
}

function speaksOf(one: Stem, other: Stem): boolean {
  if (one.language !== other.language) return false;
  if (one.text === other.text) return true;
  if (!isCompounding(one.language)) return false;
  const [short = '', long = ''] = [one.text, other.text].sort((a, b) => a.length - b.length);
  return short.length >= FEWEST_LETTERS_OF_A_PART && (long.startsWith(short) || long.endsWith(short));
}
