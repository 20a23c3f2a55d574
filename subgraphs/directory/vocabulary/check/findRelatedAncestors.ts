import type { SkosConcept, SkosGraph } from './SkosGraph';

/** Pairs that are `skos:related` although one is above the other, at whatever distance (SKOS Reference, S27). */
export function findRelatedAncestors({ concepts }: SkosGraph): readonly string[] {
  const isAbove = (iri: string, concept: SkosConcept): boolean => ancestorsOf(concept, concepts).has(iri);
  return [...concepts].flatMap(([iri, concept]) =>
    [...concept.related].flatMap((otherIri) => {
      const other = concepts.get(otherIri);
      if (other === undefined) return [];
      if (isAbove(otherIri, concept)) return [describe(concept, other, other, concept)];
      return isAbove(iri, other) ? [describe(concept, other, concept, other)] : [];
    }),
  );
}

function ancestorsOf(concept: SkosConcept, concepts: ReadonlyMap<string, SkosConcept>): ReadonlySet<string> {
  // A set is walked on while it grows, and ends also where `broader` goes round in a circle.
  const ancestors = new Set(concept.broader);
  for (const iri of ancestors) {
    for (const next of concepts.get(iri)?.broader ?? []) ancestors.add(next);
  }
  return ancestors;
}

function describe(one: SkosConcept, other: SkosConcept, above: SkosConcept, below: SkosConcept): string {
  return `${one.name} must not be skos:related to ${other.name}, for ${above.name} is broader than ${below.name}.`;
}
