import type { Network } from '../../../subgraphs/directory/network/Network';
import { RecentlyLeft } from './RecentlyLeft';

const GRACE_MS = 1_000;

/** Cities with a server stand in capitals. */
function networkOf(...names: readonly string[]): Network {
  const cities = names.map((name) => {
    const id = name.toLowerCase();
    const url = name === id ? {} : { url: `http://${id}.example/graphql` };
    return { id, name, country: 'DE', languages: [], allianceIds: [], ...url };
  });
  return { name: 'Test', cities: new Map(cities.map((city) => [city.id, city])), alliances: new Map() };
}

let now = 0;
let recentlyLeft: RecentlyLeft;
beforeEach(() => {
  now = 0;
  recentlyLeft = new RecentlyLeft(GRACE_MS, () => now);
});

const urlIn = (network: Network, id: string): string | undefined => recentlyLeft.among(network).cities.get(id)?.url;

test('a city that was removed or lost its server is found as it was, until its time is over', () => {
  const [before, after] = [networkOf('GERA', 'JENA', 'SUHL'), networkOf('jena', 'SUHL')];
  recentlyLeft.follow(after, before);
  expect([recentlyLeft.city('gera'), recentlyLeft.city('jena'), recentlyLeft.city('suhl')]).toEqual([
    before.cities.get('gera'),
    before.cities.get('jena'),
    undefined,
  ]);
  expect(urlIn(after, 'gera')).toBe('http://gera.example/graphql');
  expect(urlIn(after, 'jena')).toBe('http://jena.example/graphql');
  now = GRACE_MS;
  expect(recentlyLeft.city('gera')).toBeUndefined();
  expect(recentlyLeft.among(after)).toBe(after);
});

test('a city that loses its server, and is removed a moment later, is found as it was with its server', () => {
  const [before, without, gone] = [networkOf('GERA'), networkOf('gera'), networkOf()];
  recentlyLeft.follow(without, before);
  now = 100;
  recentlyLeft.follow(gone, without);
  expect(urlIn(gone, 'gera')).toBe('http://gera.example/graphql');
  now = 100 + GRACE_MS;
  expect(urlIn(gone, 'gera')).toBeUndefined();
  // Nobody is left who knew a server.
  recentlyLeft.follow(without, gone);
  recentlyLeft.follow(gone, without);
  expect(recentlyLeft.city('gera')).toEqual(without.cities.get('gera'));
});

test('a city that comes back is the one that came', () => {
  const [before, without] = [networkOf('GERA'), networkOf()];
  recentlyLeft.follow(without, before);
  recentlyLeft.follow(before, without);
  expect(recentlyLeft.city('gera')).toBeUndefined();
  expect(recentlyLeft.among(before)).toBe(before);
});

test('each city has its own time, and one that leaves again has it anew', () => {
  const [all, one, none] = [networkOf('GERA', 'JENA'), networkOf('JENA'), networkOf()];
  recentlyLeft.follow(one, all);
  now = 600;
  recentlyLeft.follow(none, one);
  now = 1_000;
  expect([urlIn(none, 'gera'), urlIn(none, 'jena')]).toEqual([undefined, 'http://jena.example/graphql']);
  recentlyLeft.follow(one, none);
  recentlyLeft.follow(none, one);
  now = 1_900;
  expect(urlIn(none, 'jena')).toBe('http://jena.example/graphql');
});

test('an alliance that was dissolved is found as it was, too', () => {
  const alliance = { id: 'alliance:saale', name: 'Saale', cityIds: [] };
  recentlyLeft.follow(networkOf(), { ...networkOf(), alliances: new Map([[alliance.id, alliance]]) });
  expect(recentlyLeft.alliance('alliance:saale')).toBe(alliance);
  now = GRACE_MS;
  expect(recentlyLeft.alliance('alliance:saale')).toBeUndefined();
});
