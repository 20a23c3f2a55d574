import { foldText } from '../foldText';

/** Concepts at the top, and below each other one: 10,000 concepts are four deep. */
const FAN_OUT = 10;
const ALT_LABELS = 2;
/** Words that few labels share, and words that many share, as "plan" and "Hilfe" do. */
const RARE_WORDS = 2_500;
const SHARED_WORDS = 300;

interface Language {
  /** What its shared words end in. */
  readonly endings: readonly string[];
  readonly vowels: string;
  /** What stands between two words that are joined. */
  readonly joint: '' | ' ';
}

const LANGUAGES: Readonly<Record<string, Language>> = {
  de: { endings: ['ung', 'heit', 'plan', 'amt', 'hilfe', 'schutz', 'wesen'], vowels: 'aeiouäöü', joint: '' },
  en: { endings: ['tion', 'ing', 'ment', 'ity', 'ness', 'ship', 'care'], vowels: 'aeiou', joint: ' ' },
  nl: { endings: ['ing', 'heid', 'plan', 'zorg', 'hulp', 'beleid', 'werk'], vowels: 'aeiou', joint: '' },
};

/** A whole number from 0 to below `limit`. */
type Random = (limit: number) => number;

/**
 * A vocabulary in SKOS and Turtle of as many concepts as are wanted, the same for the same seed, without a finding of
 * `checkVocabulary`. Its concepts are `concept:c0`, `concept:c1` and so on, and have:
 *
 * - in German, English and Dutch a preferred label and two alternative ones: nine labels. A label is one of 2,500 rare
 *   words joined with one of 300 that many labels share, to a compound in German and Dutch, to two words in English;
 *   every third has a rare word before it. No label belongs to two concepts of a language.
 * - one broader concept, a quarter of them two; the first ten have none and are the top concepts of the one scheme.
 *   Each has ten narrower ones or more, until there are no further concepts.
 * - a related concept next to it: a quarter of them; a definition in each language: a fifth of them.
 */
export function generateVocabulary(concepts: number, seed = 1): string {
  const random = createRandom(seed);
  const languages = Object.entries(LANGUAGES).map(([lang, language]) => ({
    lang,
    nextLabel: createLabels(language, random),
  }));
  const inEachLanguage = (): string => languages.map(({ lang, nextLabel }) => `"${nextLabel()}"@${lang}`).join(', ');

  const describe = (number: number): string => {
    const statements = [`skos:prefLabel ${inEachLanguage()}`];
    for (let count = 0; count < ALT_LABELS; count++) statements.push(`skos:altLabel ${inEachLanguage()}`);
    if (random(5) === 0) statements.push(`skos:definition ${inEachLanguage()}`);
    if (number < FAN_OUT) statements.push('skos:topConceptOf scheme:all');
    else statements.push(...relate(number, random));
    return `:c${number} a skos:Concept ;\n    ${statements.join(' ;\n    ')} ;\n    skos:inScheme scheme:all .\n`;
  };
  return `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix scheme: <https://vocabulary.example/scheme/> .
@prefix : <https://vocabulary.example/concept/> .

scheme:all a skos:ConceptScheme .

${Array.from({ length: concepts }, (_, number) => describe(number)).join('\n')}`;
}

function relate(number: number, random: Random): readonly string[] {
  // All broader concepts are of the level above, so that a related one beside it can be neither above it nor below.
  const broader = broaderOf(number);
  const start = broader < FAN_OUT ? 0 : firstOfLevel(broader);
  const other = start + random(broader - start + 1);
  const statements = [
    random(4) === 0 && other !== broader ? `skos:broader :c${broader}, :c${other}` : `skos:broader :c${broader}`,
  ];
  if (random(4) === 0 && broaderOf(number - 1) === broader) statements.push(`skos:related :c${number - 1}`);
  return statements;
}

function broaderOf(number: number): number {
  return Math.floor((number - FAN_OUT) / FAN_OUT);
}

function firstOfLevel(number: number): number {
  let first = FAN_OUT;
  for (let size = FAN_OUT ** 2; number >= first + size; size *= FAN_OUT) first += size;
  return first;
}

/** A source of labels that are all different. */
function createLabels({ endings, vowels, joint }: Language, random: Random): () => string {
  const inventWord = (syllables: number): string =>
    Array.from({ length: syllables }, () => pick('bdfghjklmnprstvwz', random) + pick(vowels, random)).join('');
  const rare = Array.from({ length: RARE_WORDS }, () => inventWord(2) + pick('klmnrst', random));
  const shared = Array.from({ length: SHARED_WORDS }, () => inventWord(1) + pick(endings, random));
  const taken = new Set<string>();
  const next = (): string => {
    const joined = pick(rare, random) + joint + pick(shared, random);
    const label = random(3) === 0 ? `${pick(rare, random)} ${joined}` : joined;
    const folded = foldText(label);
    if (taken.has(folded)) return next();
    taken.add(folded);
    return label;
  };
  return next;
}

function pick(items: ArrayLike<string>, random: Random): string {
  return items[random(items.length)] ?? '';
}

/** Mulberry32 (Tommy Ettinger, public domain). */
function createRandom(seed: number): Random {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * limit);
  };
}
