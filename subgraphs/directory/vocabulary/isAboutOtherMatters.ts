import { primaryLanguageOf } from '../../contract/languages';
import type { Mention } from './findMentioned';
import { readings } from './foldText';
import type { Lexicon, Term } from './Lexicon';
import type { QuestionWord } from './QuestionWord';
import { stemWord } from './stemWord';
import {
  endsInOtherMatter,
  isKindWordOfAnyLanguage,
  isOtherMatter,
  isSharedMatter,
  opensOtherMatter,
} from './wordLists';

/** A word that stands in as many labels of one concept, and in fewer of all others, names it as plainly as a preferred label. */
const FEWEST_LABELS_OF_A_PLAIN_WORD = 6;
/** So does one as long, which is mostly a compound: `Sperrmüll`. */
const FEWEST_LETTERS_OF_A_PLAIN_WORD = 9;
/** So many words by which people ask a town as well say that it is not asked, or one beside one that no label has. */
const FEWEST_SHARED_WORDS = 2;

/**
 * Whether a question is about what no municipality has to do with, and mentions a subject by chance only: who asks how many teeth a
 * shark has asks for no oral health. So it is where a word says so, as `shark` does, where it begins as `who won` does, or where
 * several of those stand there by which people ask a town as well, as `cheap` and `hotels`; and where these and the words that no
 * label has are more than those that name a subject plainly; as many, beside a single short one. `recipes for school meals` are about
 * school meals all the same.
 */
export function isAboutOtherMatters(
  words: readonly QuestionWord[],
  mentions: readonly Mention[],
  lexicon: Lexicon,
): boolean {
  const isWord = ({ terms, as }: QuestionWord) => terms.size > 0 && as === 'WORD';
  const isOther = (word: QuestionWord) =>
    isOtherMatter(word.folded) || (!isWord(word) && endsInOtherMatter(word.folded));
  const isShared = ({ folded, isSurname }: QuestionWord) => !isSurname && isSharedMatter(folded);
  const isStrange = ({ terms, as }: QuestionWord) => terms.size === 0 || as === 'GUESS';
  const isTogether = (mention: Mention) => mention.positions.length > 1 && isWhole(mention, words);
  const together = new Set(mentions.flatMap((mention) => (isTogether(mention) ? mention.positions : [])));
  const mentioned = new Set(mentions.flatMap(({ positions }) => positions));
  const said = words.filter(({ isOptional }, at) => !isOptional && !together.has(at));

  const opening = opensOtherMatter(words.map(({ folded }) => folded)) ? words.slice(0, 1) : [];
  const others = placesOf([...opening, ...said.filter(isOther)]);
  const shared = placesOf(said.filter((word) => isShared(word) && !others.has(word.at)));
  const strange = placesOf(words.filter((word, at) => !word.isOptional && !mentioned.has(at) && isStrange(word)));
  const measures = placesOf(words.filter(({ isMeasure }) => isMeasure));
  const saysShared = shared.size > 0 && new Set([...shared, ...measures, ...strange]).size >= FEWEST_SHARED_WORDS;
  if (others.size === 0 && !saysShared) return false;

  const plain = mentions.filter(
    (mention) =>
      !mention.positions.every((at) => words[at] !== undefined && isShared(words[at])) &&
      (isWhole(mention, words) || isPlain(mention, words, lexicon)),
  );
  const naming = new Set(plain.flatMap(({ positions }) => positions.map((at) => words[at]?.at)));
  const beside = new Set([...others, ...shared, ...strange]).size;
  // Of water and cacti, as of any short word beside one that says what it is about, the latter counts.
  const isNamedWhole = plain.some((mention) => isWhole(mention, words));
  return others.size > 0 && !isNamedWhole ? beside >= naming.size : beside > naming.size;
}

/** Where the question has words, as typed: parts of a compound are one. */
function placesOf(words: readonly QuestionWord[]): ReadonlySet<number> {
  return new Set(words.map(({ at }) => at));
}

/** Whether all the words of a label stand there as they are, several or a long one. */
function isWhole({ label, positions }: Mention, words: readonly QuestionWord[]): boolean {
  const isTyped = typedAt(positions, words);
  const isLong = label.terms.length > 1 || label.folded.length >= FEWEST_LETTERS_OF_A_PLAIN_WORD;
  return isLong && label.terms.every(isTyped);
}

/** Whether a word stands there that the concept has in a preferred label too, in whatever form, or in most of its labels. */
export function isPlain({ label, positions }: Mention, words: readonly QuestionWord[], lexicon: Lexicon): boolean {
  const isTyped = typedAt(positions, words);
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

function typedAt(positions: readonly number[], words: readonly QuestionWord[]): (term: Term) => boolean {
  const typed = new Set(positions.flatMap((position) => readings(words[position]?.folded ?? '')));
  return ({ folded }) => typed.has(folded);
}

function stemOf({ folded, lang }: Term): string {
  return `${primaryLanguageOf(lang)} ${stemWord(folded, lang)}`;
}
