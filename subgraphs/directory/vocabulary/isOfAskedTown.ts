import type { Finding } from './findLabels';
import type { Term } from './Lexicon';
import type { QuestionWord } from './QuestionWord';

/**
 * Whether a label takes a word from the towns that are asked alone: `which city has experience with culture` asks for no "city of
 * culture". One that has the word before it as well is meant: "learning from other cities".
 */
export function isOfAskedTown({ label, positions }: Finding, words: readonly QuestionWord[]): boolean {
  const isOf = (term: Term, position: number) => words[position]?.terms.has(term) === true;
  return positions.some((asked) => {
    if (words[asked]?.isAsked !== true) return false;
    const before = words[asked - 1]?.folded;
    if (label.words.some(({ folded }) => folded === before)) return false;
    const taken = label.terms.filter((term) => isOf(term, asked));
    return !taken.every((term) => positions.some((other) => words[other]?.isAsked === false && isOf(term, other)));
  });
}
