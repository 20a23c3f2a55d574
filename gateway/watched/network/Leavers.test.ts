import type { Network } from '../../../subgraphs/directory/network/Network';
import { Leavers } from './Leavers';

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
let leavers: Leavers;
beforeEach(() => {
  now = 0;
  leavers = new Leavers(GRACE_MS, () => now);
});

const urlIn = (network: Network, id: string): string | undefined => leavers.among(network).cities.get(id)?.url;

test('a city that was removed or lost its server is found as it was, until its time is over', () => {
  const [before, after] = [networkOf('GERA', 'JENA', 'SUHL'), networkOf('jena', 'SUHL')];
  leavers.follow(after, before);
  expect([leavers.city('gera'), leavers.city('jena'), leavers.city('suhl')]).toEqual([
    before.cities.get('gera'),
    before.cities.get('jena'),
    undefined,
  ]);
  expect(urlIn(after, 'gera')).toBe('http://gera.example/graphql');
  expect(urlIn(after, 'jena')).toBe('http://jena.example/graphql');
  now = GRACE_MS;
  expect(leavers.city('gera')).toBeUndefined();
  expect(leavers.among(after)).toBe(after);
});

test('a city that comes back is the one that came', () => {
  const [before, without] = [networkOf('GERA'), networkOf()];
  leavers.follow(without, before);
  leavers.follow(before, without);
  expect(leavers.city('gera')).toBeUndefined();
  expect(leavers.among(before)).toBe(before);
});

test('each city has its own time, and one that leaves again has it anew', () => {
  const [all, one, none] = [networkOf('GERA', 'JENA'), networkOf('JENA'), networkOf()];
  leavers.follow(one, all);
  now = 600;
  leavers.follow(none, one);
  now = 1_000;
  expect([urlIn(none, 'gera'), urlIn(none, 'jena')]).toEqual([undefined, 'http://jena.example/graphql']);
  leavers.follow(one, none);
  leavers.follow(none, one);
  now = 1_900;
  expect(urlIn(none, 'jena')).toBe('http://jena.example/graphql');
});

test('an alliance that was dissolved is found as it was, too', () => {
  const alliance = { id: 'alliance:saale', name: 'Saale', cityIds: [] };
  leavers.follow(networkOf(), { ...networkOf(), alliances: new Map([[alliance.id, alliance]]) });
  expect(leavers.alliance('alliance:saale')).toBe(alliance);
  now = GRACE_MS;
  expect(leavers.alliance('alliance:saale')).toBeUndefined();
});
