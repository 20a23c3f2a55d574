import type { Aspect, NamedConcept } from './Aspect';
import type { LangString } from './Concept';

/** What is needed to know of concepts. */
export interface Hierarchy {
  /** All concepts below one, without itself. */
  narrower(id: string): readonly string[];
  /** The concepts right above one. */
  broader(id: string): readonly string[];
  /** A concept's preferred label in a language, or in any where it has none in that one. */
  labelOf(id: string, lang: string): LangString;
  /** Whether the labels of a concept say that it is about a subject: see `createSubjectRelation`. */
  isAbout(id: string, subject: Pick<NamedConcept, 'id' | 'label'>): boolean;
}

/**
 * Reads aspects together. Where one and the next have concepts in common, narrower ones included, these are meant: of
 * `Gesundheit von Wohnungslosen` health care for homeless people. Where one contains the other, so is the narrower one. What
 * they have in common is one concept, with its narrower ones: climate adaptation and parks share trees and roofs, and neither is
 * meant. Nor is what both have above them by chance: its labels must say that it is about each. Aspects that have nothing in common
 * with another stay as they are, and come behind, unless they are listed.
 */
export function meetAspects(aspects: readonly Aspect[], hierarchy: Hierarchy): readonly NamedConcept[] {
  let waiting = aspects;
  const subjects: Subject[] = [];
  while (waiting.length > 0) {
    const [first, ...behind] = waiting as [Aspect, ...Aspect[]];
    let common = closureOf(first.concepts, hierarchy);
    const met = [first];
    waiting = behind.filter((aspect) => {
      const later = met.reduce((last, other) => (other.position > last.position ? other : last), aspect);
      const meeting = intersect(common, closureOf(aspect.concepts, hierarchy));
      const [meant, ...further] = broadestOf(meeting, hierarchy);
      if (later.isListed || meant === undefined || further.length > 0) return true;
      if (!isSaidOfEach(meant, [...met, aspect], hierarchy)) return true;
      common = meeting;
      met.push(aspect);
      return false;
    });
    const isMeeting = met.length > 1;
    subjects.push({ isMeeting, concepts: isMeeting ? nameCommon(common, met, hierarchy) : first.concepts });
  }
  const isListed = aspects.some((aspect) => aspect.isListed);
  const inOrder = isListed ? subjects : subjects.toSorted((a, b) => Number(b.isMeeting) - Number(a.isMeeting));
  return inOrder.flatMap(({ concepts }) => concepts);
}

interface Subject {
  readonly concepts: readonly NamedConcept[];
  /** Whether it is what several aspects have in common. */
  readonly isMeeting: boolean;
}

/** Whether a concept is named by one of the subjects, or its labels say that it is about each. */
function isSaidOfEach(id: string, subjects: readonly Aspect[], hierarchy: Hierarchy): boolean {
  const isNamed = subjects.some(({ concepts }) => concepts.some((concept) => concept.id === id));
  const isBelow = (above: string) => hierarchy.narrower(above).includes(id);
  return (
    isNamed ||
    subjects.every(({ concepts }) => concepts.some((concept) => isBelow(concept.id) && hierarchy.isAbout(id, concept)))
  );
}

/** Of those that the question names, the label that was found; of others, the preferred one. */
function nameCommon(
  common: ReadonlySet<string>,
  met: readonly Aspect[],
  hierarchy: Hierarchy,
): readonly NamedConcept[] {
  const named = met.flatMap(({ concepts }) => concepts);
  const lang = named[0]?.label.lang ?? '';
  const words = [...new Set(named.flatMap((concept) => concept.words))].sort((a, b) => a - b);
  return broadestOf(common, hierarchy).map((id) => {
    const beside = named.flatMap((concept) => [concept.id, ...(concept.meets ?? [])]);
    const meets = [...new Set(beside)].filter((other) => other !== id);
    const label = named.find((concept) => concept.id === id)?.label ?? hierarchy.labelOf(id, lang);
    return { id, label, words, meets };
  });
}

/** Concepts with all that are narrower. */
export function closureOf(concepts: readonly { readonly id: string }[], hierarchy: Hierarchy): ReadonlySet<string> {
  return new Set(concepts.flatMap(({ id }) => [id, ...hierarchy.narrower(id)]));
}

function intersect(one: ReadonlySet<string>, other: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...one].filter((id) => other.has(id)));
}

/** Those to which no other of the set is broader. With a concept the set has all that are narrower. */
export function broadestOf(ids: ReadonlySet<string>, hierarchy: Hierarchy): readonly string[] {
  return [...ids].filter((id) => !hierarchy.broader(id).some((above) => ids.has(above)));
}
