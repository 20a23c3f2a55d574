import { HIT_ORDERS } from '../../../subgraphs/contract/enums';
import type { Translated } from '../../web/language/Translated';
import type { Given, Parameter } from '../parameters';

/** A parameter that takes any text. */
export function textParameter(name: string, description: Translated): Parameter {
  return { name, description, kind: { type: 'text' } };
}

/** A parameter that takes several values; without `values`, any. */
export function listOf(name: string, values: readonly string[] | undefined, description: Translated): Parameter {
  return { name, description, isList: true, kind: values ? { type: 'choice', values } : { type: 'text' } };
}

/** A parameter that is `true` or `false`. */
export function truthOf(name: string, description: Translated): Parameter {
  return { name, description, kind: { type: 'choice', values: ['true', 'false'] } };
}

/** A parameter that takes a number of inhabitants. */
function inhabitantsParameter(name: string, description: Translated): Parameter {
  return { name, description, kind: { type: 'number', min: 0, max: 999_999_999 } };
}

export const POPULATION_MIN = inhabitantsParameter('populationMin', {
  en: 'Only cities with at least so many inhabitants.',
  de: 'Nur Städte mit mindestens so vielen Einwohnern.',
  nl: 'Alleen steden met minstens zoveel inwoners.',
});

export const POPULATION_MAX = inhabitantsParameter('populationMax', {
  en: 'Only cities with at most so many inhabitants.',
  de: 'Nur Städte mit höchstens so vielen Einwohnern.',
  nl: 'Alleen steden met hoogstens zoveel inwoners.',
});

export const NEAR = textParameter('near', {
  en: 'Only cities within so many kilometres of one, such as gera:50.',
  de: 'Nur Städte höchstens so viele Kilometer von einer entfernt, etwa gera:50.',
  nl: 'Alleen steden op hoogstens zoveel kilometer van een stad, zoals gera:50.',
});

export const TEXT = textParameter('text', {
  en: 'A question in words, in German, English or Dutch.',
  de: 'Eine Frage in Worten, auf Deutsch, Englisch oder Niederländisch.',
  nl: 'Een vraag in woorden, in het Duits, Engels of Nederlands.',
});

export const CONCEPTS = listOf('concepts', undefined, {
  en: 'Subjects of the network by their ids, such as concept:housing; narrower ones are included.',
  de: 'Themen des Netzwerks mit ihrer Kennung, etwa concept:housing; engere sind eingeschlossen.',
  nl: 'Onderwerpen van het netwerk met hun kenmerk, zoals concept:housing; engere horen erbij.',
});

export const MATCH: Parameter = {
  name: 'match',
  kind: { type: 'choice', values: ['ANY', 'ALL'] },
  fallback: 'ANY',
  description: {
    en: 'Whether one of several subjects is enough, or each is needed.',
    de: 'Ob eines von mehreren Themen genügt oder jedes nötig ist.',
    nl: 'Of een van meer onderwerpen genoeg is, of elk nodig.',
  },
};

export const ORDER: Parameter = {
  name: 'order',
  kind: { type: 'choice', values: HIT_ORDERS },
  fallback: 'RELEVANCE',
  description: {
    en: 'What comes first: what fits best, what was changed last, or by title or name.',
    de: 'Was zuerst kommt: was am besten passt, was zuletzt geändert wurde, oder nach Titel oder Name.',
    nl: 'Wat eerst komt: wat het best past, wat het laatst is gewijzigd, of op titel of naam.',
  },
};

const CITY = listOf('city', undefined, {
  en: 'Only these cities, such as gera.',
  de: 'Nur diese Städte, etwa gera.',
  nl: 'Alleen deze steden, zoals gera.',
});

export const ALLIANCE = listOf('alliance', undefined, {
  en: 'Only members of these groups of cities, such as alliance:example.',
  de: 'Nur Mitglieder dieser Städtegruppen, etwa alliance:example.',
  nl: 'Alleen leden van deze groepen steden, zoals alliance:example.',
});

export const COUNTRY = listOf('country', undefined, {
  en: 'Only cities in these countries, such as DE.',
  de: 'Nur Städte in diesen Ländern, etwa DE.',
  nl: 'Alleen steden in deze landen, zoals NL.',
});

const NOT_CITY = listOf('notCity', undefined, {
  en: 'Not these cities, such as gera.',
  de: 'Nicht diese Städte, etwa gera.',
  nl: 'Niet deze steden, zoals gera.',
});

const NOT_ALLIANCE = listOf('notAlliance', undefined, {
  en: 'No members of these groups of cities, such as alliance:example.',
  de: 'Keine Mitglieder dieser Städtegruppen, etwa alliance:example.',
  nl: 'Geen leden van deze groepen steden, zoals alliance:example.',
});

const NOT_COUNTRY = listOf('notCountry', undefined, {
  en: 'No cities in these countries, such as DE.',
  de: 'Keine Städte in diesen Ländern, etwa DE.',
  nl: 'Geen steden in deze landen, zoals NL.',
});

/** By the name in the filter of the API. */
const PLACES_BY_FIELD = {
  ...{ cities: CITY, alliances: ALLIANCE, countries: COUNTRY },
  ...{ notCities: NOT_CITY, notAlliances: NOT_ALLIANCE, notCountries: NOT_COUNTRY },
} satisfies Readonly<Record<string, Parameter>>;

/** Which cities to ask, and which to leave out. */
export const PLACES: readonly Parameter[] = Object.values(PLACES_BY_FIELD);

/** What was given for `PLACES`, as the filter of the API has it. */
export function placesIn(given: Given): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(PLACES_BY_FIELD).flatMap(([field, { name }]) => {
      const list = given.list(name);
      return list === undefined ? [] : [[field, list]];
    }),
  );
}
