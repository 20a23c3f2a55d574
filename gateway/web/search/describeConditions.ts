import { withoutPlace } from '../../../subgraphs/directory/places/withoutPlace';
import { formatPartialDate } from '../language/describePeriod';
import { searchTextsOf } from '../language/searchTexts';
import { nameCountry, nameLanguage } from '../language/textsOf';
import type { Texts } from '../language/Texts';
import type { Names } from './askForNames';
import { conditionsFor, hasCityConditions } from './conditions';
import type { ConditionName } from './conditions';
import { leavesNoCity } from './coverage';
import { describeSize } from './facetGroups';
import { parseNear } from './near';
import { describeFound, describePlace, readingOf } from './reading';
import type { ReadPage } from './reading';
import type { Search, SearchKind } from './Search';

/** A condition in force. */
export interface ConditionInForce {
  /** Whether it chooses cities, and not records. */
  readonly isOnCities: boolean;
  /** In words. */
  readonly condition: string;
  /** What of a search is another without it. */
  readonly without: (search: Search) => Partial<Search>;
}

/** How many were found, or which conditions leave no city in which something could be. */
export function describeOutcome(
  kind: SearchKind,
  page: ReadPage,
  conditions: readonly ConditionInForce[],
  texts: Texts,
): string {
  const onCities = conditions.flatMap(({ isOnCities, condition }) => (isOnCities ? [condition] : []));
  return leavesNoCity(page.coverage) && onCities.length > 0
    ? texts.leaveNoCity(onCities)
    : describeFound(kind, page, texts);
}

/** What of a search is another without all of these. */
export function withoutAll(conditions: readonly ConditionInForce[], search: Search): Partial<Search> {
  return conditions.reduce<Partial<Search>>(
    (left, { without }) => ({ ...left, ...without({ ...search, ...left }) }),
    {},
  );
}

/**
 * Every condition in force: the places that the text names, the subjects beside it, and all others of the address.
 *
 * @param page undefined where nothing is answered: the conditions are those of the address, which a question that is asked there keeps
 * @param names how what the address names by ids is called
 */
export function describeConditions(
  page: ReadPage | undefined,
  search: Search,
  names: Names,
  texts: Texts,
): readonly ConditionInForce[] {
  const { concepts, cities, alliances } = search;
  const nameOf = (id: string) => names.get(id) ?? id;
  return [
    ...(page === undefined ? [] : readingOf(page).places).map((place) => ({
      isOnCities: true,
      condition: describePlace(place, texts),
      without: ({ text = '' }: Search) => ({ text: withoutPlace(text, place.text) || undefined }),
    })),
    // Without a text they are the question itself, which is told as what was understood.
    ...(search.text === undefined && concepts.length < 2 ? [] : concepts).map((id) => ({
      isOnCities: false,
      condition: nameOf(id),
      without: (whole: Search) => ({ concepts: without(whole.concepts, id) }),
    })),
    ...cities.map((id) => ({
      isOnCities: true,
      condition: texts.onlyPlace(nameOf(id)),
      without: (whole: Search) => ({ cities: without(whole.cities, id) }),
    })),
    ...alliances.map((id) => ({
      isOnCities: true,
      condition: texts.onlyPlace(nameOf(id)),
      without: (whole: Search) => ({ alliances: without(whole.alliances, id) }),
    })),
    ...describeFilter(search, nameOf, texts),
  ];
}

function without<Value>(values: readonly Value[], value: Value): readonly Value[] {
  return values.filter((other) => other !== value);
}

function describeFilter(search: Search, nameOf: (id: string) => string, texts: Texts): readonly ConditionInForce[] {
  const { populationMin, populationMax, ...others } = conditionsFor(search.kind, search.conditions ?? {});
  const size =
    populationMin === undefined && populationMax === undefined
      ? []
      : [
          {
            isOnCities: true,
            condition: describeSize(populationMin?.[0], populationMax?.[0], texts),
            without: ({ conditions }: Search) => ({
              conditions: { ...conditions, populationMin: [], populationMax: [] },
            }),
          },
        ];
  return [
    ...size,
    ...Object.entries(others).flatMap(([name, values]) =>
      values.map((value) => ({
        isOnCities: hasCityConditions({ [name]: [value] }),
        condition: describeCondition(name as ConditionName, value, nameOf, texts),
        without: ({ conditions }: Search) => ({
          conditions: { ...conditions, [name]: without(conditions?.[name as ConditionName] ?? [], value) },
        }),
      })),
    ),
  ];
}

function describeCondition(name: ConditionName, value: string, nameOf: (id: string) => string, texts: Texts): string {
  const { language } = texts;
  const words = searchTextsOf(language);
  const find = (named: Readonly<Record<string, string>>) => (Object.hasOwn(named, value) ? named[value] : undefined);
  switch (name) {
    case 'country':
      return nameCountry(value, language);
    case 'notCity':
    case 'notAlliance':
      return texts.notPlace(nameOf(value));
    case 'notCountry':
      return texts.notPlace(nameCountry(value, language));
    case 'language':
      return nameLanguage(value, language);
    case 'role':
      return find(texts.roles) ?? value;
    case 'status':
      return find(texts.statuses) ?? find(texts.needStatuses) ?? value;
    case 'goodPractice':
    case 'openToVisitors':
    case 'hasResults':
    case 'hasCosts':
      return find(words[name]) ?? value;
    case 'funder':
      return words.paidBy(value);
    case 'startsAfter':
      // As the page offers it: from a year on.
      return /^\d{4}-12-31$/.test(value)
        ? words.yearOrLater(Number(value.slice(0, 4)) + 1)
        : words.startsAfter(formatPartialDate(value, language));
    case 'updatedSince':
      return words.updatedSince(value);
    case 'near': {
      const near = parseNear(value);
      return near === undefined ? value : words.near(near.km, nameOf(near.city));
    }
    case 'populationMin':
      return describeSize(value, undefined, texts);
    case 'populationMax':
      return describeSize(undefined, value, texts);
  }
}
