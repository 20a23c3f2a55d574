import type { Mention } from './findMentioned';
import { isCapital } from './findNames';
import { isPlain } from './isAboutOtherMatters';
import { isAbbreviation } from './Lexicon';
import type { Lexicon } from './Lexicon';
import { isEmpty } from './QuestionWord';
import type { QuestionWord } from './QuestionWord';

/** A shorter word is the form of another one by chance. */
const FEWEST_LETTERS_OF_A_SURE_WORD = 9;
const FEWEST_STRANGE_WORDS = 2;

/**
 * Whether a question says so much that no label knows that it has a word in common with a label by chance, where that is a short one in
 * another form, or one of several of the label: `colourless green ideas sleep furiously` asks for no greening. So is a label that does
 * not name its concept plainly, where no name stands beside it: `tafel van zeven oefenen` asks for no "Tafel".
 */
export function isMentionedByChance(
  words: readonly QuestionWord[],
  mentions: readonly Mention[],
  typed: readonly string[],
  lexicon: Lexicon,
): boolean {
  const places = new Set(mentions.flatMap(({ positions }) => positions.map((at) => words[at]?.at)));
  const others = words.filter((word) => !isEmpty(word) && !places.has(word.at));
  const strange = others.filter(({ terms, as }) => terms.size === 0 || as === 'GUESS');
  const small = strange.filter(({ at }) => !isCapital(typed[at]));
  const count = (of: readonly QuestionWord[]) => new Set(of.map(({ at }) => at)).size;
  if (count(strange) < FEWEST_STRANGE_WORDS || count(others) <= places.size) return false;
  const isPlainly = (mention: Mention) =>
    count(small) < FEWEST_STRANGE_WORDS || mention.label.preferred || isPlain(mention, words, lexicon);
  return mentions.length > 0 && !mentions.some((mention) => isSure(mention, words, typed, isPlainly));
}

/** Whether several words stand for a label, a long one, or the only one that it has, as it is. */
function isSure(
  mention: Mention,
  words: readonly QuestionWord[],
  typed: readonly string[],
  isPlainly: (mention: Mention) => boolean,
): boolean {
  const { label, positions } = mention;
  const [at, ...others] = positions;
  const { folded = '', at: place = -1 } = words[at ?? -1] ?? {};
  if (others.length > 0 || folded.length >= FEWEST_LETTERS_OF_A_SURE_WORD) return true;
  if (label.terms.length > 1 || label.terms[0]?.folded !== folded) return false;
  return isAbbreviation(label.text) ? isCapital(typed[place]) : isPlainly(mention);
}
