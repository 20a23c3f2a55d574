import type { CityFilter } from '../choice/Candidates';
import type { NamedPlace, PlaceMention, SearchableCity, SearchableNetwork } from '../SearchSources';

/** The conditions of a filter, and beside them those that the places of a question make: what it names, and what it leaves out. */
export function withNamedPlaces(
  filter: CityFilter,
  mentions: readonly PlaceMention[],
  network: Pick<SearchableNetwork, 'cities'>,
): CityFilter {
  const leftOut = mentions.filter(({ isExcluded }) => isExcluded).flatMap(({ places }) => places);
  const add = (ids: ReadonlySet<string>, wanted: NamedPlace['kind']) =>
    new Set([...ids, ...leftOut.filter(({ kind }) => kind === wanted).map(({ id }) => id)]);
  const { cities, alliances, countries } = filter.excluded;
  return {
    ...filter,
    named: namedCities(
      mentions.filter(({ isExcluded }) => !isExcluded),
      network,
    ),
    excluded: {
      cities: add(cities, 'CITY'),
      alliances: add(alliances, 'ALLIANCE'),
      countries: add(countries, 'COUNTRY'),
    },
  };
}

/**
 * The slugs of the cities that the places of a question mean, any of them; null where it names no place. An alliance means its
 * members, and a country its cities, but where one of these is named too: `Jena in Thüringen` is Jena.
 */
function namedCities(
  mentions: readonly PlaceMention[],
  { cities }: Pick<SearchableNetwork, 'cities'>,
): ReadonlySet<string> | null {
  const places = mentions.flatMap((mention) => mention.places);
  if (places.length === 0) return null;
  const named = new Set(places.filter(({ kind }) => kind === 'CITY').map(({ id }) => id));
  const join = (wanted: NamedPlace['kind'], has: (city: SearchableCity, id: string) => boolean) => {
    const members = places
      .filter(({ kind }) => kind === wanted)
      .map(({ id }) => [...cities.values()].filter((city) => has(city, id)).map((city) => city.id))
      .filter((ids) => !ids.some((id) => named.has(id)));
    for (const id of members.flat()) named.add(id);
  };
  join('ALLIANCE', ({ allianceIds }, id) => allianceIds.includes(id));
  join('COUNTRY', ({ country }, id) => country === id);
  return named;
}
