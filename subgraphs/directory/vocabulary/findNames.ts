import { foldText } from './foldText';
import { isBeforeThings, isNameParticle, isSurname, isTitle } from './wordLists';

/**
 * The words of a question that are the name of a person as far as one can tell, together as typed: what follows a title, has a
 * frequent family name in it, or is two words or more, all with capitals where the question has some. With what stands between the
 * words of a name: `Pieter van Dijk`.
 *
 * @param unread positions of the words that no label knows, ascending
 * @param joined positions of the words that a hyphen joins to the one before
 */
export function findNames(
  typed: readonly string[],
  unread: readonly number[],
  joined: ReadonlySet<number> = new Set(),
): readonly string[] {
  const isSmall = typed.every((word) => !isCapital(word));
  const runs: number[][] = [];
  for (const at of unread) {
    if (!isSmall && !isCapital(typed[at])) continue;
    const run = runs.at(-1);
    // A particle may be one of the words: `Fatima El Amrani`.
    if ((run?.at(-1) ?? -1) >= beforeParticles(typed, at) && run !== undefined) run.push(at);
    else runs.push([at]);
  }
  const isName = (run: readonly number[]) =>
    is(typed[beforeParticles(typed, run[0] ?? 0)], isTitle) ||
    (!isSmall && run.length > 1) ||
    run.some((at) => is(typed[at], isSurname) && !is(typed[at - 1], isBeforeThings));
  return runs.filter(isName).map((run) => {
    const first = beginningOf(run[0] ?? 0, typed);
    const words = typed.slice(first, (run.at(-1) ?? 0) + 1);
    return words.map((word, at) => (at === 0 ? word : `${joined.has(first + at) ? '-' : ' '}${word}`)).join('');
  });
}

/** What stands between a title and a name is part of it: `mevrouw De Boer`. */
function beginningOf(at: number, typed: readonly string[]): number {
  const before = beforeParticles(typed, at);
  return is(typed[before], isTitle) ? before + 1 : at;
}

/** The position of what stands before a word and the particles before that. */
function beforeParticles(typed: readonly string[], at: number): number {
  let before = at - 1;
  while (is(typed[before], isNameParticle)) before--;
  return before;
}

export function isCapital(word = ''): boolean {
  return /^\p{Lu}/u.test(word);
}

function is(word: string | undefined, test: (folded: string) => boolean): boolean {
  return word !== undefined && test(foldText(word));
}
