import type { FastifyRequest } from 'fastify';
import { dutch } from './dutch';
import { english } from './english';
import { german } from './german';
import { keepFormats } from './keepFormats';
import { LANGUAGES } from './Texts';
import type { Language, Texts } from './Texts';
import type { QueryString } from '../search/Search';

const TEXTS: Readonly<Record<Language, Texts>> = { en: english, de: german, nl: dutch };

/** The texts of a language the hub speaks. */
export function textsOf(language: Language): Texts {
  return TEXTS[language];
}

/** The language the hub speaks that a BCP 47 tag names: `nl-BE` is `nl`. Undefined when it speaks none such. */
export function languageOf(tag: string): Language | undefined {
  const primary = tag.toLowerCase().split('-')[0];
  return LANGUAGES.find((language) => language === primary);
}

/** More than any browser sends, in characters. */
const MAX_ACCEPT_LANGUAGE = 1_000;

/**
 * The language that somebody prefers of those that the hub speaks, by a list of tags with weights (RFC 9110, section 12.5.4); English where
 * there is none of them. Some is read before anything has counted the request, so that no more of it is than a browser sends.
 */
export function preferredLanguage(acceptLanguage: string): Language {
  const wanted = acceptLanguage
    .slice(0, MAX_ACCEPT_LANGUAGE)
    .split(',')
    .flatMap((part) => {
      const [tag = '', weight] = part.split(';').map((each) => each.trim());
      const language = languageOf(tag);
      return language === undefined ? [] : [{ language, weight: weight === undefined ? 1 : weightOf(weight) }];
    });
  return wanted.sort((a, b) => b.weight - a.weight)[0]?.language ?? 'en';
}

function weightOf(parameter: string): number {
  const [name, value] = parameter.split('=').map((each) => each.trim());
  return (name?.toLowerCase() === 'q' && Number(value)) || 0;
}

/** The language a page is in: the one of the switch (`?lang=`), else what the browser prefers, else English. */
interface ChosenTexts {
  readonly texts: Texts;
  /** Set when the switch was used, so that links carry it on. */
  readonly chosenLang: Language | undefined;
}

export function chooseTexts(request: FastifyRequest): ChosenTexts {
  const lang = (request.query as QueryString)['lang'];
  const chosenLang = typeof lang === 'string' ? languageOf(lang) : undefined;
  if (chosenLang !== undefined) return { texts: textsOf(chosenLang), chosenLang };
  const preferred = request.languages([...LANGUAGES]);
  const language = LANGUAGES.find((known) => known === preferred) ?? 'en';
  return { texts: textsOf(language), chosenLang: undefined };
}

const displayNames = keepFormats(
  (language, type) => new Intl.DisplayNames(language, { type: type === 'region' ? 'region' : 'language' }),
);

/** A country's name by its code of ISO 3166-1: `NL` is the Netherlands, Niederlande, Nederland. What is none stays as it is. */
export function nameCountry(code: string, language: Language): string {
  try {
    return displayNames(language, 'region').of(code) ?? code;
  } catch {
    return code;
  }
}

/** A language's name: `nl` is Dutch, Niederländisch, Nederlands. What is no BCP 47 tag stays as it is. */
export function nameLanguage(tag: string, language: Language): string {
  try {
    return displayNames(language, 'language').of(tag) ?? tag;
  } catch {
    // Intl throws a RangeError, and a city may publish anything.
    return tag;
  }
}
