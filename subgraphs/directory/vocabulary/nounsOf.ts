/** How a language makes nouns of a verb. */
interface Derivation {
  /** What a form of the verb, or a word for who does it, ends in. */
  readonly endings: readonly string[];
  /** What an end of the stem becomes in a noun. */
  readonly nouns: readonly (readonly [end: RegExp, noun: string])[];
}

const DERIVATIONS: Readonly<Record<string, Derivation>> = {
  de: { endings: ['en', 'n', 't', 'et', 'te', 'ten', 'st'], nouns: [[/$/, 'ung']] },
  nl: {
    endings: ['en', 't', 'd', 'de', 'te'],
    nouns: [
      [/$/, 'ing'],
      [/en$/, 'en'], // fietsende
    ],
  },
  en: {
    endings: ['', 'e', 'es', 's', 'ed', 'ing', 'er', 'ers', 'or', 'ors'],
    nouns: [
      ...['ion', 'ation', 'ment', 'ement', 'al'].map((noun) => [/$/, noun] as const),
      [/ish$/, 'ition'], // demolish
      [/if[iy]$/, 'ification'], // electrify
      [/i[sz]$/, 'y'], // subsidise
      [/d$/, 'sion'], // exclude, suspend
      [/tt$/, 'ssion'], // admit
      [/(?<=duc)$/, 'tion'], // reduce
      [/eiv$/, 'eption'], // receive
      [/ib$/, 'iption'], // prescribe
      [/ir$/, 'isition'], // acquire
      [/olv$/, 'olution'], // dissolve
      [/tain$/, 'tention'], // retain
      [/(?<=ven)$/, 'tion'], // intervene
    ],
  },
};

const FEWEST_LETTERS_OF_A_STEM = 5;
/** Dutch writes a long vowel once in an open syllable: `verduurzaamd`, `verduurzaming`. */
const LONG_VOWEL = /([aeou])\1([^aeiou])$/;

/**
 * The nouns that a language may make of a verb: `beteiligt` → `beteiligung`, `verduurzaamd` → `verduurzaming`, `demolished` →
 * `demolition`, `inspectors` → `inspection`. Most of them are none; it is for whoever asks to know which the vocabulary has. None
 * for a language that makes them otherwise.
 *
 * @param word folded
 * @param language primary subtag
 */
export function nounsOf(word: string, language: string): readonly string[] {
  const derivation = DERIVATIONS[language];
  if (derivation === undefined) return [];
  const stems = derivation.endings
    .filter((ending) => word.endsWith(ending))
    .map((ending) => word.slice(0, word.length - ending.length))
    .filter(({ length }) => length >= FEWEST_LETTERS_OF_A_STEM);
  const written = language === 'nl' ? stems.map((stem) => stem.replace(LONG_VOWEL, '$1$2')) : stems;
  const nouns = [...new Set(written)].flatMap((stem) =>
    derivation.nouns.filter(([end]) => end.test(stem)).map(([end, noun]) => stem.replace(end, noun)),
  );
  return [...new Set(nouns)];
}
