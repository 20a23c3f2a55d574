import type { Mention } from './findMentioned';
import { isCapital } from './findNames';
import { isAbbreviation } from './Lexicon';
import { isEmpty } from './QuestionWord';
import type { QuestionWord } from './QuestionWord';

/** A shorter word is the form of another one by chance. */
const FEWEST_LETTERS_OF_A_SURE_WORD = 9;
const FEWEST_STRANGE_WORDS = 2;

/**
 * Whether a question says so much that no label knows that it has a word in common with a label by chance, where that is a short one in
 * another form, or one of several of the label: `colourless green ideas sleep furiously` asks for no greening.
 */
export function isMentionedByChance(
  words: readonly QuestionWord[],
  mentions: readonly Mention[],
  typed: readonly string[],
): boolean {
  if (mentions.length === 0 || mentions.some((mention) => isSure(mention, words, typed))) return false;
  const places = new Set(mentions.flatMap(({ positions }) => positions.map((at) => words[at]?.at)));
  const others = words.filter((word) => !isEmpty(word) && !places.has(word.at));
  const strange = others.filter(({ terms, as }) => terms.size === 0 || as === 'GUESS');
  const count = (of: readonly QuestionWord[]) => new Set(of.map(({ at }) => at)).size;
  return count(strange) >= FEWEST_STRANGE_WORDS && count(others) > places.size;
}

/** Whether several words stand for a label, a long one, or the only one that it has, as it is. */
function isSure({ label, positions }: Mention, words: readonly QuestionWord[], typed: readonly string[]): boolean {
  const [at, ...others] = positions;
  const { folded = '', at: place = -1 } = words[at ?? -1] ?? {};
  const isSmall = !isCapital(typed[place]);
  const isLabel =
    label.terms.length === 1 && label.terms[0]?.folded === folded && (!isAbbreviation(label.text) || !isSmall);
  return others.length > 0 || isLabel || folded.length >= FEWEST_LETTERS_OF_A_SURE_WORD;
}
