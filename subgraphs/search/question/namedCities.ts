import type { PlaceMention, SearchableNetwork } from '../SearchSources';

/**
 * The slugs of the cities that the places of a question mean, any of them; null where it names no place. An alliance means its
 * members, but where one of these is named too: `Jena in Thüringen` is Jena.
 */
export function namedCities(
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
