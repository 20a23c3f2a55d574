import { foldText } from '../vocabulary/foldText';
import { isListWordOfAnyLanguage } from '../vocabulary/wordLists';
import { isAllPlaces, isArticle, isExclusion, isPlaceKind, prepositionOf } from './placeLists';

/**
 * A question without a place that it names and what belongs to that: `Kitas in der Stadt Gera` → `Kitas`.
 *
 * @param place as typed, as a `PlaceReading` has it; a question that does not have it stays as it is
 */
export function withoutPlace(question: string, place: string): string {
  const text = question.normalize('NFC');
  const at = findWhole(text, place);
  if (at < 0) return question;
  const before = cutEnd(text.slice(0, at), isExclusion(place) ? [...BEFORE_PLACES, isAllPlaces] : BEFORE_PLACES);
  const after = text.slice(at + place.length);
  const rest = before === '' ? after.replace(/^[\s,]*(\p{L}+)\s/u, dropListWord) : `${before} ${after}`;
  return rest
    .replace(EMPTY, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[?!.,:;](?: |$))/g, '')
    .replace(/^[\s,:;?!/–-]+|[\s,:;/–-]+$/g, '');
}

/** Where a place stands by itself, and not as part of another one: `Berlin` is not in `Berlin-Mitte`, but where it is nowhere else. */
function findWhole(text: string, place: string): number {
  if (place === '') return -1;
  for (let at = text.indexOf(place); at >= 0; at = text.indexOf(place, at + 1)) {
    const isPart = /[\p{L}\p{N}]-?$/u.test(text.slice(0, at)) || /^-?[\p{L}\p{N}]/u.test(text.slice(at + place.length));
    if (!isPart) return at;
  }
  return text.indexOf(place);
}

/** What is left of signs around a place. */
const EMPTY = /\(\s*\)|\[\s*\]|[„“»]\s*[”“«]/g;

/** What belongs to a place, beside prepositions. */
const BEFORE_PLACES = [isPlaceKind, isArticle, isListWordOfAnyLanguage];

/** Takes off the words that stand before a place, until another one ends the text. */
function cutEnd(text: string, belong: readonly ((word: string) => boolean)[]): string {
  const [end, word = ''] = /(\p{L}+)[\s,]*$/u.exec(text) ?? [];
  if (end === undefined) return text.trim();
  const folded = foldText(word);
  const belongs = belong.some((is) => is(folded)) || prepositionOf(folded) !== null;
  return belongs ? cutEnd(text.slice(0, -end.length), belong) : text.trimEnd();
}

function dropListWord(words: string, word: string): string {
  return isListWordOfAnyLanguage(foldText(word)) ? '' : words;
}
