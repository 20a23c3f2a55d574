/** How each language makes a noun of a verb: what a form of the verb ends in, and what the noun ends in. */
const DERIVATIONS: Readonly<Record<string, { readonly endings: readonly string[]; readonly noun: string }>> = {
  de: { endings: ['en', 'n', 't', 'et', 'te', 'ten', 'st'], noun: 'ung' },
  nl: { endings: ['en', 't', 'd', 'de', 'te'], noun: 'ing' },
};

const FEWEST_LETTERS_OF_A_STEM = 5;
/** Dutch writes a long vowel once in an open syllable: `verduurzaamd`, `verduurzaming`. */
const LONG_VOWEL = /([aeou])\1([^aeiou])$/;

/**
 * The nouns that a language may make of a verb: `beteiligt` → `beteiligung`, `verduurzaamd` → `verduurzaming`. Most of them are none;
 * it is for whoever asks to know which the vocabulary has. None for a language that makes them otherwise.
 *
 * @param word folded
 * @param language primary subtag
 */
export function nounsOf(word: string, language: string): readonly string[] {
  const derivation = DERIVATIONS[language];
  if (derivation === undefined) return [];
  const stems = derivation.endings
    .filter((ending) => word.endsWith(ending))
    .map((ending) => word.slice(0, -ending.length))
    .filter(({ length }) => length >= FEWEST_LETTERS_OF_A_STEM);
  const written = language === 'nl' ? stems.map((stem) => stem.replace(LONG_VOWEL, '$1$2')) : stems;
  return [...new Set(written)].map((stem) => stem + derivation.noun);
}
