const COMPOUNDING = new Set(['da', 'de', 'fi', 'hu', 'nb', 'nl', 'nn', 'no', 'sv']);

/** Whether a language, given by its primary subtag, writes compounds in one word. */
export function isCompounding(language: string): boolean {
  return COMPOUNDING.has(language);
}
