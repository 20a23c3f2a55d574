import type { Texts } from '../language/Texts';
import type { MatchReason, Term, UnderstoodPart } from './SearchAnswer';

/**
 * Why a record was found, in words. A city's topic that stands below what was asked for is told with what it is part of: that "Youth work"
 * is part of "youth work" would tell nobody why it answers a question about young people.
 */
export function describeWhy(
  { match, topic, concept }: MatchReason,
  understood: readonly UnderstoodPart[],
  texts: Texts,
): string {
  const own = topic?.label;
  if (match !== 'NARROWER' || !concept) return texts.why(match, own, concept?.label);
  const asked = askedAbove(concept, understood);
  const isCalledTheSame = own?.toLowerCase() === concept.label.toLowerCase();
  if (asked?.id !== concept.id) {
    return own === undefined || isCalledTheSame
      ? texts.why('NARROWER', own, asked?.label)
      : texts.whyBelow(own, concept.label, asked?.label);
  }
  return texts.why(isCalledTheSame ? 'CLOSE' : 'NARROWER', own, concept.label);
}

/** What was asked for of which a concept is part: itself, the only one, or the one right above it. Undefined where it is not known. */
function askedAbove(concept: Term, understood: readonly UnderstoodPart[]): Term | undefined {
  const asked = understood.flatMap((part) => part.concept ?? []);
  return (
    asked.find(({ id }) => id === concept.id) ??
    (asked.length === 1 ? asked[0] : asked.find(({ narrower }) => narrower.some(({ id }) => id === concept.id)))
  );
}
