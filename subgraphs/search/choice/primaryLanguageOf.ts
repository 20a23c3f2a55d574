/** `de` of `de-AT`: the primary subtag of a BCP 47 tag, in lower case. */
export function primaryLanguageOf(tag: string): string {
  const end = tag.indexOf('-');
  return (end < 0 ? tag : tag.slice(0, end)).toLowerCase();
}
