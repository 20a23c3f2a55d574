/** A text and the language it is in (RDF 1.1 `rdf:langString`). */
export interface LangString {
  /** BCP 47 tag in lower case; empty when the text carries none. */
  readonly lang: string;
  readonly text: string;
}

/** The language of a tag without region or script: `de` for `de-AT`. */
export function primaryLanguage(lang: string): string {
  const end = lang.indexOf('-');
  return (end < 0 ? lang : lang.slice(0, end)).toLowerCase();
}

/** The texts in a language: those with the very tag, else those with the same primary language, such as `de` for `de-AT`. */
export function textsIn(texts: readonly LangString[], lang: string): readonly LangString[] {
  const exact = texts.filter((text) => text.lang === lang.toLowerCase());
  if (exact.length > 0) return exact;
  return texts.filter((text) => primaryLanguage(text.lang) === primaryLanguage(lang));
}

/** The text to show to a reader of `lang`: in that language, else in English, else in any. */
export function pickText(texts: readonly LangString[], lang?: string | null): string | undefined {
  const preferred = lang == null ? [] : textsIn(texts, lang);
  return [...preferred, ...textsIn(texts, 'en'), ...texts][0]?.text;
}
