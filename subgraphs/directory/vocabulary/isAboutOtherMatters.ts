import { primaryLanguageOf } from '../../contract/languages';
import type { Mention } from './findMentioned';
import { readings } from './foldText';
import type { Lexicon, Term } from './Lexicon';
import type { QuestionWord } from './QuestionWord';
import { stemWord } from './stemWord';
import { endsInOtherMatter, isKindWordOfAnyLanguage, isOtherMatter } from './wordLists';

/** A word that stands in as many labels of one concept, and in fewer of all others, names it as plainly as a preferred label. */
const FEWEST_LABELS_OF_A_PLAIN_WORD = 6;
/** So does one as long, which is mostly a compound: `Sperrmüll`. */
const FEWEST_LETTERS_OF_A_PLAIN_WORD = 9;

/**
 * Whether a question is about what no municipality has to do with, and mentions a subject by chance only: who asks how many teeth a
 * shark has asks for no oral health. So it is where a word says so, as `shark` does, and no subject is named plainly: `recipes for
 * school meals` are about school meals all the same.
 */
export function isAboutOtherMatters(
  words: readonly QuestionWord[],
  mentions: readonly Mention[],
  lexicon: Lexicon,
): boolean {
  const isWord = ({ terms, as }: QuestionWord) => terms.size > 0 && as === 'WORD';
  const isOther = (word: QuestionWord) =>
    !word.isOptional && (isOtherMatter(word.folded) || (!isWord(word) && endsInOtherMatter(word.folded)));
  const isMentioned = (at: number) => mentions.some(({ positions }) => positions.length > 1 && positions.includes(at));
  if (!words.some((word, at) => isOther(word) && !isMentioned(at))) return false;
  return !mentions.some((mention) => isPlain(mention, words, lexicon));
}

/**
 * Whether all the words of a longer label stand there as they are, or one that the concept has in a preferred label too, in whatever
 * form, or in most of its labels.
 */
function isPlain({ label, positions }: Mention, words: readonly QuestionWord[], lexicon: Lexicon): boolean {
  const typed = new Set(positions.flatMap((position) => readings(words[position]?.folded ?? '')));
  const isTyped = ({ folded }: Term) => typed.has(folded);
  if (label.terms.every(isTyped) && (label.terms.length > 1 || label.folded.length >= FEWEST_LETTERS_OF_A_PLAIN_WORD))
    return true;
  const labels = lexicon.labelsOf(label.conceptId);
  const preferred = new Set(labels.flatMap((other) => (other.preferred ? other.terms.map(stemOf) : [])));
  const isMostly = (term: Term) => {
    const own = term.labels.filter(({ conceptId }) => conceptId === label.conceptId).length;
    return own >= FEWEST_LABELS_OF_A_PLAIN_WORD && own * 2 > term.labels.length;
  };
  return labels.some(({ terms }) =>
    terms.some(
      (term) =>
        isTyped(term) && !isKindWordOfAnyLanguage(term.folded) && (preferred.has(stemOf(term)) || isMostly(term)),
    ),
  );
}

function stemOf({ folded, lang }: Term): string {
  return `${primaryLanguageOf(lang)} ${stemWord(folded, lang)}`;
}
