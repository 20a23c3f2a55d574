// Languages are told by tags after BCP 47: `de`, `nl`, `en-GB`.

/** Longer than any that is used: the grammar would let private subtags go on without end. */
const MAX_LENGTH = 100;
/** The letters of a tag or a range, with no more subtags than a dozen. */
const RANGE = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,12}$/;

/** A well-formed language tag, whatever the case of its letters. */
export function isLanguageTag(text: string): boolean {
  return text.length <= MAX_LENGTH && canonicalTag(text) !== undefined;
}

/** The canonical form of a tag that names a language: `en-GB` of `EN-gb`. Undefined for anything else. */
export function readLanguageTag(text: string): string | undefined {
  // The grammar would also allow `german`, which no registry knows.
  return /^[A-Za-z]{2,3}(-|$)/.test(text) ? canonicalTag(text) : undefined;
}

/** Whether a text has the form of a language range (RFC 4647), as every tag has. */
export function isLanguageRange(text: string): boolean {
  return RANGE.test(text);
}

/** `de` of `de-AT`: the primary subtag of a tag, in lower case. */
export function primaryLanguageOf(tag: string): string {
  const end = tag.indexOf('-');
  return (end < 0 ? tag : tag.slice(0, end)).toLowerCase();
}

function canonicalTag(text: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(text)[0];
  } catch {
    return undefined;
  }
}
