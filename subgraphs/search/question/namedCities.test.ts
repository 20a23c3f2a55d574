import type { NamedPlace, SearchableCity } from '../SearchSources';
import { namedCities } from './namedCities';

const RING = 'alliance:ring';
const city = (id: string, allianceIds: string[]): [string, SearchableCity] => [
  id,
  { id, country: 'DE', connected: true, allianceIds, languages: [] },
];
const network = { cities: new Map([city('a', [RING]), city('b', [RING]), city('c', [])]) };
const place = (kind: NamedPlace['kind'], id: string): NamedPlace => ({ kind, id, name: id });
const named = (...places: NamedPlace[]) =>
  namedCities(
    places.map((each) => ({ text: each.name, places: [each] })),
    network,
  );

test('any of the cities named is meant, and of an alliance its members', () => {
  expect(named(place('CITY', 'a'), place('CITY', 'c'))).toEqual(new Set(['a', 'c']));
  expect(named(place('ALLIANCE', RING), place('CITY', 'c'))).toEqual(new Set(['c', 'a', 'b']));
});

test('a city says more than the alliance that it is in', () => {
  expect(named(place('CITY', 'a'), place('ALLIANCE', RING))).toEqual(new Set(['a']));
});

test('no place is no condition', () => {
  expect(named()).toBeNull();
});
