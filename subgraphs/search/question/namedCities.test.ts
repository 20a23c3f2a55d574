import type { NamedPlace, SearchableCity } from '../SearchSources';
import { EVERY_CITY } from '../choice/Candidates';
import { withNamedPlaces } from './namedCities';

const RING = 'alliance:ring';
const city = (id: string, allianceIds: string[]): [string, SearchableCity] => [
  id,
  { id, country: 'DE', connected: true, allianceIds, languages: [] },
];
const network = { cities: new Map([city('a', [RING]), city('b', [RING]), city('c', [])]) };
const place = (kind: NamedPlace['kind'], id: string): NamedPlace => ({ kind, id, name: id });
const mention = (isExcluded: boolean) => (each: NamedPlace) => ({ text: each.name, places: [each], isExcluded });
const named = (...places: NamedPlace[]) => withNamedPlaces(EVERY_CITY, places.map(mention(false)), network).named;

test('any of the cities named is meant, and of an alliance its members', () => {
  expect(named(place('CITY', 'a'), place('CITY', 'c'))).toEqual(new Set(['a', 'c']));
  expect(named(place('ALLIANCE', RING), place('CITY', 'c'))).toEqual(new Set(['c', 'a', 'b']));
});

test('a city says more than the alliance that it is in', () => {
  expect(named(place('CITY', 'a'), place('ALLIANCE', RING))).toEqual(new Set(['a']));
});

test('HUB-746 a country means its cities, but where one of these or of its alliances is named too', () => {
  expect(named(place('COUNTRY', 'DE'))).toEqual(new Set(['a', 'b', 'c']));
  expect(named(place('COUNTRY', 'DE'), place('ALLIANCE', RING))).toEqual(new Set(['a', 'b']));
  expect(named(place('COUNTRY', 'NL'))).toEqual(new Set());
  const { excluded } = withNamedPlaces(EVERY_CITY, [mention(true)(place('COUNTRY', 'DE'))], network);
  expect(excluded.countries).toEqual(new Set(['DE']));
});

test('no place is no condition', () => {
  expect(named()).toBeNull();
});

test('HUB-631 what is left out is so beside what is named and what the filter leaves out', () => {
  const filter = { ...EVERY_CITY, excluded: { ...EVERY_CITY.excluded, cities: new Set(['c']) } };
  const leftOut = [place('CITY', 'a'), place('ALLIANCE', RING)].map(mention(true));
  expect(withNamedPlaces(filter, [...leftOut, mention(false)(place('CITY', 'b'))], network)).toEqual({
    ...EVERY_CITY,
    named: new Set(['b']),
    excluded: { cities: new Set(['c', 'a']), alliances: new Set([RING]), countries: new Set() },
  });
  expect(withNamedPlaces(filter, leftOut, network).named).toBeNull();
});
