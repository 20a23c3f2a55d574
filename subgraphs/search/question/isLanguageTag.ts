/** Longer than any that is used: the grammar would let private subtags go on without end. */
const MAX_LENGTH = 100;

/** A well-formed language tag (BCP 47), whatever the case of its letters. */
export function isLanguageTag(value: string): boolean {
  if (value.length > MAX_LENGTH) return false;
  try {
    return Intl.getCanonicalLocales(value).length === 1;
  } catch {
    return false;
  }
}
