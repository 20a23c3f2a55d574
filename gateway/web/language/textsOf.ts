import { dutch } from './dutch';
import { english } from './english';
import { german } from './german';
import type { Language, Texts } from './Texts';
import { LANGUAGES } from './Texts';

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
