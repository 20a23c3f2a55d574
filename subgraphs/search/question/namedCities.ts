import type { CityFilter } from '../choice/Candidates';
import type { NamedPlace, PlaceMention, SearchableNetwork } from '../SearchSources';

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
    excluded: { cities: add(cities, 'CITY'), alliances: add(alliances, 'ALLIANCE'), countries },
  };
}

/**
 * The slugs of the cities that the places of a question mean, any of them; null where it names no place. An alliance means its
 * members, but where one of these is named too: `Jena in Thüringen` is Jena.
 */
function namedCities(
  mentions: readonly PlaceMention[],
  { cities }: Pick<SearchableNetwork, 'cities'>,
): ReadonlySet<string> | null {
  const places = mentions.flatMap((mention) => mention.places);
  if (places.length === 0) return null;
  const named = new Set(places.filter(({ kind }) => kind === 'CITY').map(({ id }) => id));
  const members = places
    .filter(({ kind }) => kind === 'ALLIANCE')
    .map(({ id }) => [...cities.values()].filter(({ allianceIds }) => allianceIds.includes(id)).map((city) => city.id))
    .filter((ids) => !ids.some((id) => named.has(id)));
  return new Set([...named, ...members.flat()]);
}
