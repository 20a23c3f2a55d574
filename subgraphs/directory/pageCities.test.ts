import { compareByName } from './compareByName';
import type { City } from './network/Network';
import { toCursor, pageCities } from './pageCities';

function list(...names: string[]): City[] {
  return names
    .map((name, index) => ({ id: `city-${index}`, name, country: 'DE', languages: [], allianceIds: [] }))
    .sort(compareByName);
}

function namesOf(cities: readonly City[]): readonly string[] {
  return cities.map(({ name }) => name);
}

describe('pageCities', () => {
  it('orders by name without case and accents, then by id', () => {
    expect(namesOf(list('Zwolle', 'Mülheim', 'düsseldorf', 'Mulda', 'Århus', 'Aachen', 'Munster'))).toEqual([
      'Aachen',
      'Århus',
      'düsseldorf',
      'Mulda',
      'Mülheim',
      'Munster',
      'Zwolle',
    ]);
    expect(list('Halle', 'Halle', 'halle').map(({ id }) => id)).toEqual(['city-0', 'city-1', 'city-2']);
  });

  it('gives every city once over all pages, equal names included', () => {
    const cities = list('Halle', 'Neustadt', 'Neustadt', 'Neustadt', 'Gera', 'Jena', 'Ulm');
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = pageCities(cities, 2, after);
      expect(page.totalCount).toBe(7);
      expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
      seen.push(...page.nodes.map(({ id }) => id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(cities.map(({ id }) => id));
  });

  it('goes on from a city that has left meanwhile, and shows one that has come', () => {
    const before = list('Erfurt', 'Gera', 'Suhl', 'Weimar');
    const { endCursor } = pageCities(before, 2).pageInfo;
    const now = [...before.filter(({ name }) => name !== 'Gera'), ...list('Apolda', 'Jena')].sort(compareByName);
    expect(namesOf(pageCities(now, 10, endCursor).nodes)).toEqual(['Jena', 'Suhl', 'Weimar']);
  });

  it('gives an empty page behind the last city, and of no cities', () => {
    const cities = list('Gera');
    expect(pageCities(cities, 10, toCursor(cities[0]!))).toMatchObject({
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
      totalCount: 1,
    });
    expect(pageCities([]).pageInfo.hasNextPage).toBe(false);
  });

  it.each(['!', '=='])('refuses a cursor with %s behind it, as every list does', (behind) => {
    const cities = list('Gera');
    expect(() => pageCities(cities, 10, `${toCursor(cities[0]!)}${behind}`)).toThrow('after must be a cursor');
  });

  it('takes a null for the default of 50', () => {
    expect(pageCities(list(...Array<string>(60).fill('Neustadt')), null, null).nodes).toHaveLength(50);
  });
});
