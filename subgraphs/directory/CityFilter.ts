import { distance } from '@turf/distance';
import { BadUserInputError } from '../contract/arguments';
import type { City, Network } from './network/Network';
import { isHubId } from '../contract/ids';
import { isConnected } from './network/Network';
import { primaryLanguageOf, readLanguageTag } from '../contract/languages';

/** `input CityFilter`. An empty list is no condition. */
export interface CityFilterInput {
  readonly countries?: readonly string[] | null;
  readonly alliances?: readonly string[] | null;
  readonly connected?: boolean | null;
  readonly languages?: readonly string[] | null;
  readonly population?: PopulationRangeInput | null;
  readonly near?: NearInput | null;
}

interface PopulationRangeInput {
  readonly min?: number | null;
  readonly max?: number | null;
}

interface NearInput {
  readonly city: string;
  readonly km: number;
}

type Condition = (city: City) => boolean;

/** Half of the way around the earth: no city is farther from another. */
const MAX_KM = 20_000;

/** @throws BadUserInputError for a condition that cannot be meant */
export function parseCityFilter(filter: CityFilterInput, network: Network): Condition {
  const { connected, population, near } = filter;
  const conditions = [
    parseCountries(filter.countries ?? []),
    parseAlliances(filter.alliances ?? [], network),
    connected == null ? [] : [(city: City) => isConnected(city) === connected],
    parseLanguages(filter.languages ?? []),
    population == null ? [] : parsePopulation(population),
    near == null ? [] : parseNear(near, network),
  ].flat();
  return (city) => conditions.every((condition) => condition(city));
}

function parseCountries(countries: readonly string[]): readonly Condition[] {
  for (const country of countries) {
    if (!/^[A-Z]{2}$/.test(country)) {
      throw new BadUserInputError('filter.countries', 'codes of two capital letters such as "DE"', country);
    }
  }
  return countries.length === 0 ? [] : [({ country }) => countries.includes(country)];
}

function parseAlliances(alliances: readonly string[], { alliances: known }: Network): readonly Condition[] {
  for (const id of alliances) {
    if (!isHubId('alliance', id)) {
      throw new BadUserInputError('filter.alliances', 'ids of alliances such as "alliance:ruhr-2030"', id);
    }
    if (!known.has(id)) throw new BadUserInputError('filter.alliances', 'alliances of this network', id);
  }
  return alliances.length === 0 ? [] : [({ allianceIds }) => allianceIds.some((id) => alliances.includes(id))];
}

function parseLanguages(tags: readonly string[]): readonly Condition[] {
  const malformed = tags.find((tag) => readLanguageTag(tag) === undefined);
  if (malformed !== undefined) {
    throw new BadUserInputError('filter.languages', 'language tags (BCP 47) such as "de"', malformed);
  }
  const languages = new Set(tags.map(primaryLanguageOf));
  return languages.size === 0 ? [] : [(city) => city.languages.some((tag) => languages.has(primaryLanguageOf(tag)))];
}

function parsePopulation({ min, max }: PopulationRangeInput): readonly Condition[] {
  const [least, most] = [min ?? 0, max ?? Infinity];
  if (least < 0 || most < least) {
    const got = `${min ?? ''} to ${max ?? ''}`.trim();
    throw new BadUserInputError('filter.population', 'a range from 0 up with min not above max', got);
  }
  if (min == null && max == null) return [];
  return [({ population }) => population !== undefined && population >= least && population <= most];
}

function parseNear({ city: id, km }: NearInput, { cities }: Network): readonly Condition[] {
  if (km < 1 || km > MAX_KM) throw new BadUserInputError('filter.near.km', `a number from 1 to ${MAX_KM}`, km);
  const middle = cities.get(id);
  if (middle === undefined) throw new BadUserInputError('filter.near.city', 'a city of this network', id);
  if (middle.location === undefined) {
    throw new BadUserInputError('filter.near.city', 'a city whose place is known', id);
  }
  const { latitude, longitude } = middle.location;
  return [
    ({ location }) =>
      location !== undefined && distance([location.longitude, location.latitude], [longitude, latitude]) <= km,
  ];
}
