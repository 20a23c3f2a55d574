import { BadUserInputError } from '../BadUserInputError';
import type { City, Network } from '../network/Network';
import { isHubId } from '../slug';
import { isConnected } from './isConnected';

/** `input CityFilter`. An empty list is no condition. */
export interface CityFilterInput {
  readonly countries?: readonly string[] | null;
  readonly alliances?: readonly string[] | null;
  readonly connected?: boolean | null;
}

/** @throws BadUserInputError for a country or alliance that cannot be */
export function parseCityFilter(filter: CityFilterInput, { alliances: known }: Network): (city: City) => boolean {
  const countries = filter.countries ?? [];
  for (const country of countries) {
    if (!/^[A-Z]{2}$/.test(country)) {
      throw new BadUserInputError('filter.countries', 'codes of two capital letters such as "DE"', country);
    }
  }
  const alliances = filter.alliances ?? [];
  for (const id of alliances) {
    if (!isHubId('alliance', id)) {
      throw new BadUserInputError('filter.alliances', 'ids of alliances such as "alliance:ruhr-2030"', id);
    }
    if (!known.has(id)) throw new BadUserInputError('filter.alliances', 'alliances of this network', id);
  }
  const { connected } = filter;
  return (city) =>
    (countries.length === 0 || countries.includes(city.country)) &&
    (alliances.length === 0 || city.allianceIds.some((id) => alliances.includes(id))) &&
    (connected == null || isConnected(city) === connected);
}
