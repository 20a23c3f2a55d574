import { primaryLanguageOf } from '../../contract/languages';
import type { LangString } from './Concept';
import { isCapital } from './findNames';
import { foldText } from './foldText';
import { isStopWordOfAnyLanguage } from './wordLists';

/** A subject that a question names. */
interface Subject {
  /** As typed. */
  readonly text: string;
  readonly label: LangString;
}

/** All in capitals is an abbreviation. */
const LOOKS_LIKE_A_NAME = /^\p{Lu}\p{M}*[\p{L}\p{M}]*\p{Ll}[\p{L}\p{M}]+$/u;

/**
 * The one word of a question that has a capital, where no label knows it and a subject beside it is written small: in
 * `Wanzar citizen participation` a family name, though a rare one. In German, where nouns have capitals, the subject must be one that has
 * lost its own. A sentence begins with a capital as well, and behind `in` stands a place.
 *
 * @param unread positions of the words that no label knows, ascending
 */
export function findLoneName(
  typed: readonly string[],
  unread: readonly number[],
  subjects: readonly Subject[],
): string | undefined {
  const [at, ...others] = [...typed.keys()].filter((position) => isCapital(typed[position]));
  if (at === undefined || others.length > 0 || !unread.includes(at)) return undefined;
  const word = typed[at] ?? '';
  const around = at === 0 ? typed : typed.slice(at - 1, at);
  const isStopWord = (other: string) => isStopWordOfAnyLanguage(foldText(other));
  if (!LOOKS_LIKE_A_NAME.test(word) || around.some(isStopWord) || !subjects.some(isWrittenSmall)) return undefined;
  return word;
}

function isWrittenSmall({ text, label }: Subject): boolean {
  const isNoun = isCapital(label.text) && foldText(text) === foldText(label.text);
  return !isCapital(text) && (isNoun || primaryLanguageOf(label.lang) !== 'de');
}
