import type { SearchableCity } from '../SearchableNetwork';

/** Which cities to ask. Conditions are joined by AND, the values of one by OR; an empty set is no condition. */
export interface CityFilter {
  /** Slugs. */
  readonly cities: ReadonlySet<string>;
  /** `alliance:<slug>` */
  readonly alliances: ReadonlySet<string>;
  /** ISO 3166-1 alpha-2, in capitals. */
  readonly countries: ReadonlySet<string>;
}

export function passesFilter(city: SearchableCity, { cities, alliances, countries }: CityFilter): boolean {
  return (
    (cities.size === 0 || cities.has(city.id)) &&
    (alliances.size === 0 || city.allianceIds.some((id) => alliances.has(id))) &&
    (countries.size === 0 || countries.has(city.country))
  );
}
