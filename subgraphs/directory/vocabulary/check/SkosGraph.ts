import type { LangString } from '../LangString';

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
