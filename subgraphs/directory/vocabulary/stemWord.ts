import { newStemmer } from 'snowball-stemmers';
import type { Stemmer } from 'snowball-stemmers';
import { primaryLanguageOf } from '../../contract/languages';

const ALGORITHMS: Readonly<Record<string, string>> = {
  cs: 'czech',
  da: 'danish',
  de: 'german',
  en: 'english',
  es: 'spanish',
  fi: 'finnish',
  fr: 'french',
  hu: 'hungarian',
  it: 'italian',
  nb: 'norwegian',
  nl: 'dutch',
  nn: 'norwegian',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  sv: 'swedish',
};

/** Dutch writes `huis` but `huizen`, `brief` but `brieven`; the algorithm leaves `huiz` and `briev`. */
const DUTCH_FINALS: Readonly<Record<string, string>> = { v: 'f', z: 's' };

/** The algorithm leaves `freie` and `freien`, since it takes off endings only after a consonant that follows a vowel. */
const GERMAN_ENDING_AFTER_DIPHTHONG = /(?<=..(?:ei|au|eu))e[mnrs]?$/;

/** In German `-er` makes names and professions (Müll, Müller) as often as plurals; in longer words endings prevail. */
const SHORT_GERMAN_WORD_IN_ER = /^(.{0,5}er)[ns]?$/;

/** Plurals that the algorithms do not take for such, nor `SHORT_GERMAN_WORD_IN_ER`, of words that labels of towns have. */
const IRREGULAR: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.entries({
    de: {
      ...{ amter: 'amt', bader: 'bad', badern: 'bad', bucher: 'buch', dacher: 'dach', dachern: 'dach', felder: 'feld' },
      ...{ hauser: 'haus', hausern: 'haus', kinder: 'kind', kindern: 'kind', lander: 'land', manner: 'mann' },
      ...{ mannern: 'mann', rader: 'rad', radern: 'rad', walder: 'wald', waldern: 'wald' },
    },
    en: { children: 'child', feet: 'foot', men: 'man', women: 'woman' },
    nl: { kinderen: 'kind', steden: 'stad' },
  }).map(([language, plurals]) => [language, new Map(Object.entries(plurals))]),
);

/**
 * Words that the algorithms give the stem of others by chance, with the forms that are one with each: `ouders` are parents, and
 * `ouderen` are old.
 */
const APART: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.entries({
    en: [
      ['apartment', 'apartments'],
      ['communicable'],
      ['conversation', 'conversations'],
      ['customs'],
      ['diversion', 'diversions'],
      ['generator', 'generators'],
      ['hospitality'],
      ['informal', 'informally'],
      ['integrity'],
      ['interment', 'interments'],
      ['internal', 'internally'],
      ['international', 'internationally'],
      ['minority', 'minorities'],
      ['naturalisation', 'naturalization'],
      ['orienteering'],
      ['populism', 'populist', 'populists'],
      ['several'],
      ['terminal', 'terminals'],
      ['training', 'trainings'],
      ['transit'],
      ['university', 'universities'],
      ['wellness'],
    ],
    nl: [
      ['bijen'],
      ['fietsveiling', 'fietsveilingen'],
      ['halte', 'haltes'],
      ['meten'],
      ['ouders'],
      ['pers'],
      ['zak', 'zakken'],
      ['takken'],
      ['zone', 'zones'],
    ],
  }).map(([language, groups]) => [
    language,
    new Map(groups.flatMap(([first = '', ...others]) => [first, ...others].map((word) => [word, `${first}=`]))),
  ]),
);

const stemmers = new Map<string, Stemmer>();

/** Of each language; those of a question are asked for again and again. */
const stems = new Map<string, Map<string, string>>();
const MOST_STEMS_KEPT = 20_000;

/**
 * The stem of a folded word after the Snowball algorithm of its language, so that `plans` and `plan` are one. A word of
 * a language that has no algorithm here is its own stem.
 *
 * @param lang BCP 47 tag
 */
export function stemWord(word: string, lang: string): string {
  const language = primaryLanguageOf(lang);
  let ofLanguage = stems.get(language);
  if (ofLanguage === undefined || ofLanguage.size > MOST_STEMS_KEPT) {
    ofLanguage = new Map<string, string>();
    stems.set(language, ofLanguage);
  }
  let stem = ofLanguage.get(word);
  if (stem === undefined) ofLanguage.set(word, (stem = computeStem(word, language)));
  return stem;
}

function computeStem(word: string, language: string): string {
  const irregular = IRREGULAR.get(language)?.get(word) ?? APART.get(language)?.get(word);
  if (irregular !== undefined) return irregular;
  const algorithm = ALGORITHMS[language];
  if (algorithm === undefined) return word;
  const shortGermanWord = language === 'de' ? SHORT_GERMAN_WORD_IN_ER.exec(word)?.[1] : undefined;
  if (shortGermanWord !== undefined) return shortGermanWord;
  const stemmer = stemmers.get(algorithm) ?? newStemmer(algorithm);
  stemmers.set(algorithm, stemmer);
  const stem = stemmer.stem(word);
  if (language === 'de') return stem.replace(GERMAN_ENDING_AFTER_DIPHTHONG, '');
  if (language !== 'nl') return stem;
  return stem.replace(/[vz]$/, (final) => DUTCH_FINALS[final] ?? final);
}
