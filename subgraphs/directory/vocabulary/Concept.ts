import { primaryLanguageOf } from '../../contract/languages';

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

/** A text and the language it is in (RDF 1.1 `rdf:langString`). */
export interface LangString {
  /** BCP 47 tag in lower case; empty when the text carries none. */
  readonly lang: string;
  readonly text: string;
}

/** The texts in a language: those with the very tag, else those with the same primary language, such as `de` for `de-AT`. */
export function textsIn(texts: readonly LangString[], lang: string): readonly LangString[] {
  const exact = texts.filter((text) => text.lang === lang.toLowerCase());
  if (exact.length > 0) return exact;
  return texts.filter((text) => primaryLanguageOf(text.lang) === primaryLanguageOf(lang));
}

/** The text to show to a reader of `lang`: in that language, else in English, else in any. */
export function pickText(texts: readonly LangString[], lang?: string | null): string | undefined {
  const preferred = lang == null ? [] : textsIn(texts, lang);
  return [...preferred, ...textsIn(texts, 'en'), ...texts][0]?.text;
}
