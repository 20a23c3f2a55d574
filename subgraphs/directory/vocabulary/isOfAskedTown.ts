import type { Finding } from './findLabels';
import type { Term } from './Lexicon';
import type { QuestionWord } from './QuestionWord';

/**
 * Whether a label takes a word from the towns that are asked alone: `which city has experience with culture` asks for no "city of
 * culture". One that has a word beside it as well is meant: "learning from other cities", and "town centre" in `any town centre ideas`.
 */
export function isOfAskedTown({ label, positions }: Finding, words: readonly QuestionWord[]): boolean {
  const isOf = (term: Term, position: number) => words[position]?.terms.has(term) === true;
  return positions.some((asked) => {
    if (words[asked]?.isAsked !== true) return false;
    const before = words[asked - 1]?.folded;
    if (label.words.some(({ folded }) => folded === before)) return false;
    const taken = label.terms.filter((term) => isOf(term, asked));
    if (label.words.some((term, at) => taken.includes(term) && isNext(label.words[at + 1], words[asked + 1])))
      return false;
    return !taken.every((term) => positions.some((other) => words[other]?.isAsked === false && isOf(term, other)));
  });
}

function isNext(term: Term | undefined, word: QuestionWord | undefined): boolean {
  return term !== undefined && word?.terms.has(term) === true;
}
