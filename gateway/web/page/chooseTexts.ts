import type { FastifyRequest } from 'fastify';
import type { Language, Texts } from '../language/Texts';
import { LANGUAGES } from '../language/Texts';
import { languageOf, textsOf } from '../language/textsOf';
import type { QueryString } from '../search/parseSearch';

/** The language a page is in: the one of the switch (`?lang=`), else what the browser prefers, else English. */
export interface ChosenTexts {
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
