/** Whether a text is a language tag (BCP 47). */
export function isLanguageTag(text: string): boolean {
  // The grammar would also allow `german`, which no registry knows.
  if (!/^[A-Za-z]{2,3}(-|$)/.test(text)) return false;
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

/** `de` of `de-AT`: the primary subtag of a language tag, in lower case. */
export function primaryLanguageOf(tag: string): string {
  return tag.split('-', 1).join('').toLowerCase();
}
