import { BadUserInputError } from '../../contract/arguments';
import type { CityFilter } from '../choice/Candidates';
import { primaryLanguageOf, isLanguageTag } from '../../contract/languages';
import type { SearchableNetwork } from '../SearchSources';

/** Conditions on the city, as GraphQL hands them over: a null may stand everywhere. */
export interface CityConditions {
  readonly cities?: readonly string[] | null;
  readonly alliances?: readonly string[] | null;
  readonly countries?: readonly string[] | null;
  readonly notCities?: readonly string[] | null;
  readonly notAlliances?: readonly string[] | null;
  readonly notCountries?: readonly string[] | null;
  readonly cityLanguages?: readonly string[] | null;
  readonly population?: { readonly min?: number | null; readonly max?: number | null } | null;
  readonly near?: { readonly city: string; readonly km: number } | null;
}

const MAX_KM = 20_000;

/**
 * Reads a client's conditions on the city. A null and an empty list set no condition.
 *
 * @param without cities that are never asked, whatever the client says
 * @throws BadUserInputError for the first condition that cannot be meant
 */
export function readCityFilter(
  { cityLanguages, population, near, ...lists }: CityConditions,
  network: SearchableNetwork,
  without: ReadonlySet<string>,
): CityFilter {
  const citiesOf = (name: 'cities' | 'notCities') =>
    readKnown(`filter.${name}`, 'cities of the network', lists[name] ?? [], network.cities);
  const alliancesOf = (name: 'alliances' | 'notAlliances') =>
    readKnown(`filter.${name}`, 'alliances of the network', lists[name] ?? [], network.alliances);
  const countriesOf = (name: 'countries' | 'notCountries') => readCountries(`filter.${name}`, lists[name] ?? []);
  return {
    cities: citiesOf('cities'),
    alliances: alliancesOf('alliances'),
    countries: countriesOf('countries'),
    excluded: {
      cities: citiesOf('notCities'),
      alliances: alliancesOf('notAlliances'),
      countries: countriesOf('notCountries'),
    },
    languages: readLanguages(cityLanguages ?? []),
    population: readPopulation(population ?? {}),
    named: null,
    near: near == null ? null : readNear(near, network),
    without,
  };
}

function readKnown(
  argument: string,
  expected: string,
  ids: readonly string[],
  known: ReadonlyMap<string, unknown>,
): ReadonlySet<string> {
  const unknown = ids.find((id) => !known.has(id));
  if (unknown !== undefined) {
    throw new BadUserInputError(argument, expected, unknown);
  }
  return new Set(ids);
}

function readCountries(argument: string, countries: readonly string[]): ReadonlySet<string> {
  const malformed = countries.find((country) => !/^[A-Za-z]{2}$/.test(country));
  if (malformed !== undefined) {
    throw new BadUserInputError(argument, 'ISO 3166-1 alpha-2 codes', malformed);
  }
  return new Set(countries.map((country) => country.toUpperCase()));
}

/** A region or a script is no condition: whoever looks for `de-AT` is served by a city that works in German. */
function readLanguages(tags: readonly string[]): ReadonlySet<string> {
  const malformed = tags.find((tag) => !isLanguageTag(tag));
  if (malformed !== undefined) {
    throw new BadUserInputError('filter.cityLanguages', 'BCP 47 tags such as de', malformed);
  }
  return new Set(tags.map(primaryLanguageOf));
}

function readPopulation({ min, max }: NonNullable<CityConditions['population']>): CityFilter['population'] {
  if (min == null && max == null) return null;
  const range = { min: min ?? 0, max: max ?? Infinity };
  const lowest = Math.min(range.min, range.max);
  if (lowest < 0) throw new BadUserInputError('filter.population', 'a range of 0 and more', lowest);
  if (range.max < range.min) {
    const expected = 'a range of which min is not above max (swap them, or leave one out)';
    throw new BadUserInputError('filter.population', expected, `min ${range.min}, max ${range.max}`);
  }
  return range;
}

function readNear({ city, km }: NonNullable<CityConditions['near']>, network: SearchableNetwork): CityFilter['near'] {
  const middle = network.cities.get(city);
  if (middle === undefined) throw new BadUserInputError('filter.near.city', 'a city of the network', city);
  if (middle.location === undefined) {
    throw new BadUserInputError('filter.near.city', 'a city whose place is known', city);
  }
  if (km < 1 || km > MAX_KM) {
    throw new BadUserInputError('filter.near.km', `a number from 1 to ${MAX_KM}`, km);
  }
  return { ...middle.location, km };
}
