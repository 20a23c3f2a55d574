import type { NeedStatus, ProgrammeStatus, Role } from '../../contract/enums';
import type { SearchableNetwork, SearchVocabulary } from '../SearchSources';
import type { CityFacets } from './verifyFacets';
import type { ToldCount } from '../counts/tellCounts';
import { GROUPINGS } from '../counts/groupCounts';
import type { Grouping, PopulationClass } from '../counts/groupCounts';
import { tellCount } from '../counts/tellCounts';

/**
 * `Facets` of the API: values with more matches come first, then in the order of their bytes. Those of whose count it is only
 * told how small it is come last.
 */
export interface Facets {
  /** Whether they are left out, since they would tell of the person whose name was asked for. */
  readonly withheld: boolean;
  readonly cities: readonly { readonly city: { readonly id: string }; readonly count: number }[];
  readonly alliances: readonly { readonly alliance: { readonly id: string }; readonly count: number }[];
  readonly concepts: readonly ({ readonly concept: { readonly id: string } } & ToldCount)[];
  readonly statuses: readonly { readonly status: ProgrammeStatus; readonly count: number }[];
  readonly languages: readonly ({ readonly language: string } & ToldCount)[];
  readonly roles: readonly ({ readonly role: Role } & ToldCount)[];
  readonly countries: readonly { readonly country: string; readonly count: number }[];
  readonly populations: readonly { readonly population: PopulationClass | null; readonly count: number }[];
  readonly years: readonly { readonly year: number; readonly count: number }[];
  readonly goodPractice: readonly FlagFacet[];
  readonly openToVisitors: readonly FlagFacet[];
  readonly funders: readonly { readonly funder: string; readonly count: number }[];
  readonly needStatuses: readonly { readonly status: NeedStatus; readonly count: number }[];
  /** How many matches are of cities that cannot say how they divide by everything that is asked for. */
  readonly notDivided: number;
}

interface FlagFacet {
  readonly value: boolean;
  readonly count: number;
}

/** What a city says of all its matches. */
export interface CityMatches {
  readonly cityId: string;
  readonly total: number;
  readonly facets: CityFacets | null;
}

/** Values of a facet that cities name as they like: many cities name very many together. */
const MAX_VALUES = 100;
/** The largest `Int` of GraphQL. */
const MAX_INT = 2 ** 31 - 1;

/**
 * Adds up how the matches divide. A record belongs to one city, so that sums over cities count nothing twice. A concept
 * that this vocabulary does not have, as a city may use a newer or older one, is left out.
 *
 * @param fewest below which it is not told how many share a value; 0 tells all
 */
export function mergeFacets(
  answers: readonly CityMatches[],
  network: SearchableNetwork,
  vocabulary: Pick<SearchVocabulary, 'has'>,
  fewest: number,
): Facets {
  const totals = answers.filter(({ total }) => total > 0).map(({ cityId, total }) => [cityId, total] as const);
  const totalsBy = ({ keysOf }: Grouping) =>
    totals.flatMap(([cityId, total]) => {
      const city = network.cities.get(cityId);
      return city === undefined ? [] : keysOf(city).map((key) => [key, total] as const);
    });
  const valuesOf = (name: keyof CityFacets) => answers.flatMap(({ facets }) => [...(facets?.[name] ?? [])]);
  return {
    withheld: false,
    cities: addUp(totals, (id, count) => ({ city: { id }, count })),
    alliances: addUp(totalsBy(GROUPINGS.ALLIANCE), (id, count) => ({ alliance: { id }, count })),
    concepts: addUp(
      valuesOf('concepts').filter(([id]) => vocabulary.has(id)),
      (id, count) => ({ concept: { id }, ...tellCount(count, fewest) }),
      fewest,
    ),
    // Verified to be statuses and roles, and so below.
    statuses: addUp(valuesOf('statuses'), (status, count) => ({ status: status as ProgrammeStatus, count })),
    languages: addUp(
      valuesOf('languages'),
      (language, count) => ({ language, ...tellCount(count, fewest) }),
      fewest,
    ).slice(0, MAX_VALUES),
    roles: addUp(valuesOf('roles'), (role, count) => ({ role: role as Role, ...tellCount(count, fewest) }), fewest),
    countries: addUp(totalsBy(GROUPINGS.COUNTRY), (country, count) => ({ country, count })),
    populations: addUp(totalsBy(GROUPINGS.POPULATION), (key, count) => ({
      population: GROUPINGS.POPULATION.groupOf(key).population,
      count,
    })).filter(({ population }) => population !== null),
    years: addUp(valuesOf('years'), (year, count) => ({ year: Number(year), count })).slice(0, MAX_VALUES),
    goodPractice: addUp(valuesOf('goodPractice'), toFlag),
    openToVisitors: addUp(valuesOf('openToVisitors'), toFlag),
    funders: addUp(valuesOf('funders'), (funder, count) => ({ funder, count })).slice(0, MAX_VALUES),
    needStatuses: addUp(valuesOf('needStatuses'), (status, count) => ({ status: status as NeedStatus, count })),
    notDivided: answers.reduce((sum, { total, facets }) => sum + (isTold(facets) ? 0 : total), 0),
  };
}

/** In place of all facets, where none are told. */
export const WITHHELD_FACETS: Facets = {
  withheld: true,
  ...{ cities: [], alliances: [], concepts: [], statuses: [], languages: [], roles: [] },
  ...{
    countries: [],
    populations: [],
    years: [],
    goodPractice: [],
    openToVisitors: [],
    funders: [],
    needStatuses: [],
    notDivided: 0,
  },
};

const toFlag = (value: string, count: number): FlagFacet => ({ value: value === 'true', count });

/** Whether a city said all that it was asked. */
function isTold(facets: CityFacets | null): boolean {
  return facets !== null && !Object.values(facets).includes(null);
}

/** @param fewest below which counts have no order: it would tell them apart */
function addUp<T>(
  counts: readonly (readonly [string, number])[],
  show: (value: string, count: number) => T,
  fewest = 0,
): T[] {
  const rank = (count: number): number => (count < fewest ? 0 : count);
  const sums = new Map<string, number>();
  for (const [value, count] of counts) sums.set(value, (sums.get(value) ?? 0) + count);
  return [...sums]
    .sort(([a, countOfA], [b, countOfB]) => rank(countOfB) - rank(countOfA) || (a < b ? -1 : 1))
    .map(([value, count]) => show(value, Math.min(MAX_INT, count)));
}
