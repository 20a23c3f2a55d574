import type { Aspect } from './Aspect';
import type { ReadQuestion } from './createQuestionReader';
import { isCapital } from './findNames';
import { foldText } from './foldText';
import { closureOf } from './meetAspects';
import type { Hierarchy } from './meetAspects';
import { isEverydayVerb } from './wordLists';

/**
 * Beside another subject a verb of everyday speech is none, whatever labels have it: of `can't pay for a funeral` funerals are, and pay is
 * not. One that has a concept in common with another subject says which is meant, as what is listed is meant itself. In the middle of a
 * question what has a capital is no verb.
 */
export function withoutEverydayVerbs(question: ReadQuestion, hierarchy: Hierarchy): ReadQuestion {
  const { typed, aspects, hints } = question;
  const isVerb = (at: number) => isEverydayVerb(foldText(typed[at] ?? '')) && (at === 0 || !isCapital(typed[at]));
  const isNamedByVerb = ({ concepts }: Aspect) => concepts.every(({ words }) => words.every(isVerb));
  const others = aspects.filter((aspect) => !isNamedByVerb(aspect));
  if (others.length === 0 || aspects.some(({ isListed }) => isListed)) return question;
  const known = others.map(({ concepts }) => closureOf(concepts, hierarchy));
  const meetsOther = ({ concepts }: Aspect) =>
    [...closureOf(concepts, hierarchy)].some((id) => known.some((closure) => closure.has(id)));
  return {
    ...question,
    aspects: aspects.filter((aspect) => !isNamedByVerb(aspect) || meetsOther(aspect)),
    hints: hints.map((hint) => (isVerb(hint.word) ? { ...hint, isMain: false } : hint)),
  };
}
