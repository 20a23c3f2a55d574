import type { LangString } from './LangString';

/** A term of the shared vocabulary, after SKOS. Relations hold the ids of other concepts of the same vocabulary. */
export interface Concept {
  /** `concept:<slug>`, the slug being the last segment of the IRI. */
  readonly id: string;
  readonly iri: string;
  /** At least one, and one for each language at most. */
  readonly prefLabels: readonly LangString[];
  readonly altLabels: readonly LangString[];
  readonly definitions: readonly LangString[];
  /** The next broader ones; the inverse of `narrower`. */
  readonly broader: readonly string[];
  readonly narrower: readonly string[];
  /** Symmetric. */
  readonly related: readonly string[];
  /** IRIs in other vocabularies. */
  readonly exactMatch: readonly string[];
}
