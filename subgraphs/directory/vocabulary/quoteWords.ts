import { foldText } from './foldText';
import { isStopWordOfAnyLanguage } from './wordLists';

/** Words of a question as typed, with the stop words between them where nothing else stands there. */
export function quoteWords(typed: readonly string[], positions: readonly number[]): string {
  const quoted = positions.flatMap((position, index) => {
    const between = typed.slice((positions[index - 1] ?? position - 1) + 1, position);
    return [...(between.every(isStopWord) ? between : []), typed[position] ?? ''];
  });
  return quoted.join(' ');
}

function isStopWord(word: string): boolean {
  return isStopWordOfAnyLanguage(foldText(word));
}
