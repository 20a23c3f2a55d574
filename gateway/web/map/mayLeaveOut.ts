import { conditionsFor, hasCityConditions } from '../search/conditions';
import type { ReadPage } from '../search/reading';
import type { Search } from '../search/Search';
import type { ListedCity } from './MapCity';

/**
 * Tells of a city whether the conditions of a question leave it out, or may: then it need not have nothing. The map does not know which
 * alliances a city is in, nor how large or how far it is.
 */
export function mayLeaveOut({ understood }: ReadPage, search: Search): (city: ListedCity) => boolean {
  const { kind, cities, alliances, conditions = {} } = search;
  const { country, notCountry = [], notCity = [], ...others } = conditionsFor(kind, conditions);
  const isUnknown =
    alliances.length > 0 || understood.some((part) => part.kind === 'ALLIANCE') || hasCityConditions(others);
  const places = (isExcluded: boolean) => understood.filter(({ excluded }) => excluded === isExcluded);
  const isOneOf = (parts: ReadPage['understood'], { id, country: code }: ListedCity) =>
    parts.some((part) => part.city?.id === id || (part.kind === 'COUNTRY' && part.country === code));
  const [named, excluded] = [places(false).filter(({ kind }) => kind === 'CITY' || kind === 'COUNTRY'), places(true)];
  const isOther = (wanted: readonly string[] | undefined, value: string) =>
    wanted !== undefined && wanted.length > 0 && !wanted.includes(value);
  return (city) =>
    isUnknown ||
    isOther(cities, city.id) ||
    (named.length > 0 && !isOneOf(named, city)) ||
    isOther(country, city.country) ||
    isOneOf(excluded, city) ||
    notCity.includes(city.id) ||
    notCountry.includes(city.country);
}
