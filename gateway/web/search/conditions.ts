import { NEED_STATUSES, PROGRAMME_STATUSES, ROLES } from '../../../subgraphs/contract/enums';
import { parseNear } from './near';
import type { SearchKind } from './SearchKind';

/** By a parameter's name in an address: the values that a record has to have one of. */
export type Conditions = Readonly<Partial<Record<ConditionName, readonly string[]>>>;

/** What narrows a search beside its text, its subjects, its cities and alliances, by the name in an address. */
export const CONDITION_NAMES = [
  'country',
  'notCity',
  'notAlliance',
  'notCountry',
  'populationMin',
  'populationMax',
  'near',
  'language',
  'role',
  'status',
  'goodPractice',
  'openToVisitors',
  'hasResults',
  'hasCosts',
  'funder',
  'startsAfter',
  'updatedSince',
] as const;

export type ConditionName = (typeof CONDITION_NAMES)[number];

/** Those of them that choose cities; the others choose records. */
const ON_CITIES: readonly ConditionName[] = [
  ...(['country', 'notCity', 'notAlliance', 'notCountry', 'populationMin', 'populationMax', 'near'] as const),
];

/** How a condition stands in an address, and in the filter of the API. */
interface Condition {
  /** Whether several values may be given, of which one is enough. */
  readonly isList: boolean;
  /** Of which values it takes; without them, any text. */
  readonly values?: readonly string[];
  /** Whether a text is a value; left out, any is. */
  readonly fits?: (value: string) => boolean;
  /** As it is written, where it may be given otherwise; left out, as it is given. */
  readonly write?: (value: string) => string;
  /** What of the filter of the API says the same. */
  readonly filter: (values: readonly string[]) => Readonly<Record<string, unknown>>;
}

const list = (field: string, values?: readonly string[]): Condition => ({
  ...{ isList: true, filter: (given) => ({ [field]: given }) },
  ...(values && { values }),
});
const single = (field: string): Condition => ({ isList: false, filter: ([value]) => ({ [field]: value }) });
const flag = (field: string): Condition => ({
  ...{ isList: false, values: ['true', 'false'], filter: ([value]) => ({ [field]: value === 'true' }) },
});
const inhabitants = (end: 'min' | 'max'): Condition => ({
  ...{ isList: false, filter: ([value]) => ({ population: { [end]: Number(value) } }) },
});

/** Of every search. */
const COMMON: Readonly<Partial<Record<ConditionName, Condition>>> = {
  country: { ...list('countries'), write: (code) => code.toUpperCase() },
  notCity: list('notCities'),
  notAlliance: list('notAlliances'),
  notCountry: { ...list('notCountries'), write: (code) => code.toUpperCase() },
  populationMin: inhabitants('min'),
  populationMax: inhabitants('max'),
  near: {
    isList: false,
    fits: (value) => parseNear(value) !== undefined,
    filter: ([value = '']) => ({ near: parseNear(value) }),
  },
  updatedSince: single('updatedSince'),
};

const CONDITIONS: Readonly<Record<SearchKind, Readonly<Partial<Record<ConditionName, Condition>>>>> = {
  experts: { ...COMMON, language: list('languages'), role: list('roles', ROLES) },
  programmes: {
    ...COMMON,
    status: list('statuses', PROGRAMME_STATUSES),
    goodPractice: flag('goodPractice'),
    openToVisitors: flag('openToVisitors'),
    hasResults: flag('hasResults'),
    hasCosts: flag('hasCosts'),
    // A funder's name can have commas in it.
    funder: { isList: false, filter: (given) => ({ funders: given }) },
  },
  exchanges: { ...COMMON, hasResults: flag('hasResults'), startsAfter: single('startsAfter') },
  offers: { ...COMMON, language: list('languages') },
  needs: { ...COMMON, status: list('statuses', NEED_STATUSES) },
};

/** How a kind of search takes a condition; undefined where it does not. */
export function conditionOf(kind: SearchKind, name: ConditionName): Condition | undefined {
  return CONDITIONS[kind][name];
}

/** Of some conditions, those that a kind of search has, with values that it takes. */
export function conditionsFor(kind: SearchKind, conditions: Conditions): Conditions {
  return Object.fromEntries(
    CONDITION_NAMES.flatMap((name) => {
      const [condition, given = []] = [conditionOf(kind, name), conditions[name]];
      const values = given.filter((value) => condition?.values?.includes(value) ?? condition !== undefined);
      return values.length === 0 ? [] : [[name, values]];
    }),
  );
}

/** Some conditions without those on cities. */
export function withoutCities(conditions: Conditions): Conditions {
  return Object.fromEntries(
    Object.entries(conditions).filter(([name]) => !ON_CITIES.some((onCities) => onCities === name)),
  );
}

/** Whether some of these conditions are on cities. */
export function hasCityConditions(conditions: Conditions): boolean {
  return ON_CITIES.some((name) => (conditions[name] ?? []).length > 0);
}

/** The filter of the API that says the same as some conditions. */
export function filterOf(kind: SearchKind, conditions: Conditions): Readonly<Record<string, unknown>> {
  const parts = Object.entries(conditionsFor(kind, conditions)).map(([name, values]) =>
    conditionOf(kind, name as ConditionName)?.filter(values),
  );
  const population = Object.assign({}, ...parts.map((part) => part?.['population'])) as object;
  return {
    ...(Object.assign({}, ...parts) as object),
    ...(Object.keys(population).length > 0 && { population }),
  };
}
