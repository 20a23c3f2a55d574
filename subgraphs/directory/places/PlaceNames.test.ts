import type { Network } from '../network/Network';
import { PlaceNames } from './PlaceNames';

const cities = ['Gera', 'Neustadt', 'Neustadt an der Aisch', 'Berlin', 'Berlin-Mitte'].map((name, at) => {
  const id = `city-${at}`;
  return [id, { id, name, country: 'DE', languages: [], allianceIds: [] }] as const;
});
const network: Network = { name: 'Test', cities: new Map(cities), alliances: new Map() };
const namesOf = (names: PlaceNames, key: string) => names.find(key)?.places.map(({ name }) => name);

test('a whole name goes before a part of another, but where that is a district', () => {
  const names = new PlaceNames(network);
  expect(namesOf(names, 'neustadt')).toEqual(['Neustadt']);
  expect(namesOf(names, 'berlin')).toEqual(['Berlin', 'Berlin-Mitte']);
});

test('the names can be made ahead in steps, and a question that comes before the last finds all of them', () => {
  const names = PlaceNames.of(network);
  const [first] = names.prepare();
  expect(first).toBeUndefined();
  expect(names.mostWords('neustadt')).toBe(4);
  expect(namesOf(names, 'berlin mitte')).toEqual(['Berlin-Mitte']);
  expect([...names.prepare()]).toEqual([]);
});
