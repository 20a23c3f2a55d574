import type { Quad } from 'n3';
import type { LangString } from '../Concept';

/** A vocabulary as its file states it, right or wrong: what `Vocabulary` leaves out, and what it would refuse. */
export interface SkosGraph {
  /** By IRI, in the order of the file. */
  readonly concepts: ReadonlyMap<string, SkosConcept>;
  /** IRIs of what is said to be a `skos:ConceptScheme`. */
  readonly schemes: ReadonlySet<string>;
  /** IRIs that a scheme names as its top concepts, whether or not they are concepts. */
  readonly namedAsTop: ReadonlySet<string>;
}

export interface SkosConcept {
  /** What a finding calls it: `concept:<last segment of the IRI>`. */
  readonly name: string;
  readonly prefLabels: readonly LangString[];
  readonly altLabels: readonly LangString[];
  /** IRIs of concepts of this file, whichever of the two says so. */
  readonly broader: ReadonlySet<string>;
  /** IRIs of concepts of this file, as it is stated: a pair stands at one of the two. */
  readonly related: ReadonlySet<string>;
  /** IRIs of the schemes in which it is (SKOS Reference, S7: a top concept is in its scheme). */
  readonly schemes: ReadonlySet<string>;
  readonly isTop: boolean;
}

const RDF_TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const SKOS = 'http://www.w3.org/2004/02/skos/core#';

/** Two IRIs, the first of which has the property. */
type Pair = readonly [from: string, to: string];

/** Leaves relations to what is no concept of the file aside: `parseVocabulary` names them. */
export function readSkosGraph(triples: readonly Quad[]): SkosGraph {
  const stated = (property: string): readonly Quad[] =>
    triples.filter(({ predicate }) => predicate.value === `${SKOS}${property}`);
  const pairsOf = (property: string): readonly Pair[] =>
    stated(property).map(({ subject, object }) => [subject.value, object.value]);
  const inversePairsOf = (property: string): readonly Pair[] => pairsOf(property).map(([from, to]) => [to, from]);
  const instancesOf = (type: string): readonly string[] =>
    triples
      .filter(({ predicate, object }) => predicate.value === RDF_TYPE && object.value === `${SKOS}${type}`)
      .map(({ subject }) => subject.value);

  const iris = new Set(instancesOf('Concept'));
  const prefLabels = collectTexts(stated('prefLabel'));
  const altLabels = collectTexts(stated('altLabel'));
  const toConcept = ([, to]: Pair): boolean => iris.has(to);
  const broader = collect([...pairsOf('broader'), ...inversePairsOf('narrower')].filter(toConcept));
  const related = collect(pairsOf('related').filter(toConcept));
  const placesAtTop = [...pairsOf('topConceptOf'), ...inversePairsOf('hasTopConcept')];
  const tops = new Set(placesAtTop.map(([iri]) => iri));
  const schemes = collect([...pairsOf('inScheme'), ...placesAtTop]);

  const describe = (iri: string): SkosConcept => ({
    name: nameOf(iri),
    prefLabels: prefLabels.get(iri) ?? [],
    altLabels: altLabels.get(iri) ?? [],
    broader: broader.get(iri) ?? new Set(),
    related: related.get(iri) ?? new Set(),
    schemes: schemes.get(iri) ?? new Set(),
    isTop: tops.has(iri),
  });
  return {
    concepts: new Map([...iris].map((iri) => [iri, describe(iri)])),
    schemes: new Set(instancesOf('ConceptScheme')),
    namedAsTop: tops,
  };
}

function nameOf(iri: string): string {
  return `concept:${iri.slice(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1)}`;
}

function collect(pairs: readonly Pair[]): ReadonlyMap<string, ReadonlySet<string>> {
  const collected = new Map<string, Set<string>>();
  for (const [from, to] of pairs) {
    const ends = collected.get(from) ?? new Set();
    ends.add(to);
    collected.set(from, ends);
  }
  return collected;
}

function collectTexts(triples: readonly Quad[]): ReadonlyMap<string, readonly LangString[]> {
  const collected = new Map<string, LangString[]>();
  for (const { subject, object } of triples) {
    if (object.termType !== 'Literal') continue;
    const lang = object.language.toLowerCase();
    const text = object.value.trim();
    const texts = collected.get(subject.value) ?? [];
    if (text !== '' && !texts.some((other) => other.lang === lang && other.text === text)) texts.push({ lang, text });
    collected.set(subject.value, texts);
  }
  return collected;
}
