import { foldText } from './foldText';
import { isSurname, isTitle } from './wordLists';

/**
 * The words of a question that are the name of a person as far as one can tell, together as typed: what follows a title, has a
 * frequent family name in it, or is two words or more, all with capitals where the question has some.
 *
 * @param unread positions of the words that no label knows, ascending
 */
export function findNames(typed: readonly string[], unread: readonly number[]): readonly string[] {
  const isSmall = typed.every((word) => !isCapital(word));
  const runs: number[][] = [];
  for (const at of unread) {
    if (!isSmall && !isCapital(typed[at])) continue;
    const run = runs.at(-1);
    if (run?.at(-1) === at - 1) run.push(at);
    else runs.push([at]);
  }
  const isName = (run: readonly number[]) =>
    is(typed[(run[0] ?? 0) - 1], isTitle) || (!isSmall && run.length > 1) || run.some((at) => is(typed[at], isSurname));
  return runs.filter(isName).map((run) => run.map((at) => typed[at]).join(' '));
}

function isCapital(word = ''): boolean {
  return /^\p{Lu}/u.test(word);
}

function is(word: string | undefined, test: (folded: string) => boolean): boolean {
  return word !== undefined && test(foldText(word));
}
