import { primaryLanguageOf } from '../../contract/languages';
import type { Finding } from './findLabels';
import { readings } from './foldText';
import type { QuestionWord } from './QuestionWord';
import { spokenIn } from './spokenIn';

/**
 * Orders labels that have the same words of a question: first those that have them in its order, in their form and in its language. Who
 * asks for a `trade fair` asks for no "fair trade", and for `Kredite` rather than for a "Kredit".
 */
export function byWording(words: readonly QuestionWord[]): (a: Finding, b: Finding) => number {
  const spoken = spokenIn(words);
  const isForeign = ({ label }: Finding) => Number(primaryLanguageOf(label.lang) !== spoken);
  return (a, b) =>
    Number(isTurned(a, words)) - Number(isTurned(b, words)) ||
    countOtherForms(a, words) - countOtherForms(b, words) ||
    isForeign(a) - isForeign(b);
}

/** Whether the question has its words in another order: `support family carers` is rather "family carers" than "family support". */
export function isTurned({ label, positions }: Finding, words: readonly QuestionWord[]): boolean {
  const found = positions.map((position) => label.terms.findIndex((term) => words[position]?.terms.has(term)));
  return found.some((place, at) => place < (found[at - 1] ?? 0));
}

/** How many of its words the question has in another form only. */
function countOtherForms({ label, positions }: Finding, words: readonly QuestionWord[]): number {
  const typed = new Set(positions.flatMap((position) => readings(words[position]?.folded ?? '')));
  return label.terms.filter(({ folded }) => !typed.has(folded)).length;
}
