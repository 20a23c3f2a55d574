import { newStemmer } from 'snowball-stemmers';
import type { Stemmer } from 'snowball-stemmers';
import { primaryLanguage } from './LangString';

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

/** In German `-er` makes names and professions (Müll, Müller) as often as plurals; in longer words endings prevail. */
const SHORT_GERMAN_WORD_IN_ER = /^.{0,5}er$/;

const stemmers = new Map<string, Stemmer>();

/**
 * The stem of a folded word after the Snowball algorithm of its language, so that `plans` and `plan` are one. A word of
 * a language that has no algorithm here is its own stem.
 *
 * @param lang BCP 47 tag
 */
export function stemWord(word: string, lang: string): string {
  const language = primaryLanguage(lang);
  const algorithm = ALGORITHMS[language];
  if (algorithm === undefined) return word;
  if (language === 'de' && SHORT_GERMAN_WORD_IN_ER.test(word)) return word;
  const stemmer = stemmers.get(algorithm) ?? newStemmer(algorithm);
  stemmers.set(algorithm, stemmer);
  return stemmer.stem(word);
}
