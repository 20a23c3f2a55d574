import type { SearchableCity } from '../SearchSources';
import type { ConceptCount, Summary } from '../summary/Summary';
import { SummaryIndex } from '../summary/SummaryIndex';
import type { ChooseCitiesInput } from './chooseCities';
import { chooseCities } from './chooseCities';
import { EVERY_CITY } from './Candidates';

const city = (id: string, more: Partial<SearchableCity> = {}): SearchableCity => ({
  id,
  country: 'DE',
  connected: true,
  allianceIds: [],
  languages: [],
  ...more,
});

const counts = (...concepts: string[]) =>
  new Map<string, ConceptCount>(
    concepts.map((concept) => [concept, { staff: 1, programmes: 0, exchanges: 0, offers: 0, needs: 0 }]),
  );

const summary = (visible: string[], hidden: string[] = [], asOf = '2026-03-01'): Summary => ({
  version: '1',
  asOf: new Date(asOf),
  public: counts(...visible),
  network: counts(...hidden),
  countsNeeds: true,
});

const group = (...concepts: string[]) => ({ terms: concepts.map((concept) => ({ concept, weight: 1000 })) });

function choose({
  cities,
  summaries = {},
  groups = [group('a')],
  text = null,
  filter = {},
  ...more
}: {
  cities: SearchableCity[];
  summaries?: Record<string, Summary>;
  groups?: ReturnType<typeof group>[];
  text?: string | null;
  filter?: Partial<ChooseCitiesInput['filter']>;
} & Partial<Pick<ChooseCitiesInput, 'counted' | 'viewer' | 'maxCitiesForText'>>) {
  const index = new SummaryIndex();
  for (const [id, each] of Object.entries(summaries)) index.set(id, each);
  return chooseCities({
    network: { cities: new Map(cities.map((each) => [each.id, each])), alliances: new Map() },
    filter: { ...EVERY_CITY, ...filter },
    question: { groups, text, weights: new Map() },
    counted: 'staff',
    viewer: { anonymous: true },
    summaries: index,
    maxCitiesForText: 100,
    ...more,
  });
}

const asked = (choice: ReturnType<typeof choose>) => choice.asked.map(({ cityId }) => cityId);

test('only a city whose summary counts a concept of the question is asked', () => {
  const choice = choose({
    cities: [city('gera'), city('jena')],
    summaries: { gera: summary(['a']), jena: summary(['b']) },
  });
  expect(asked(choice)).toEqual(['gera']);
  expect(choice).toMatchObject({ candidates: 2, notAsked: 0 });
});

test('a city must count something for every group, by whichever term', () => {
  const choice = choose({
    cities: [city('essen'), city('gera'), city('jena')],
    summaries: { essen: summary(['a']), gera: summary(['b']), jena: summary(['b', 'c']) },
    groups: [group('a', 'b'), group('c', 'd')],
  });
  expect(asked(choice)).toEqual(['jena']);
});

test('counts of another kind of record do not matter', () => {
  const choice = choose({ cities: [city('gera')], summaries: { gera: summary(['a']) }, counted: 'programmes' });
  expect(asked(choice)).toEqual([]);
});

test('a city without a summary yet is asked', () => {
  expect(choose({ cities: [city('gera')] }).asked).toEqual([{ cityId: 'gera', withheld: null }]);
});

test('a city that does not count records of the kind is asked for them, and for others by what it counts', () => {
  const network = {
    cities: [city('aalen'), city('gera'), city('jena')],
    summaries: { gera: { ...summary(['a']), countsNeeds: false }, jena: summary(['a']) },
  };
  expect(choose({ ...network, counted: 'needs' }).asked).toEqual([
    { cityId: 'aalen', withheld: null },
    { cityId: 'gera', withheld: null },
  ]);
  expect(asked(choose({ ...network, counted: 'programmes' }))).toEqual(['aalen']);
});

test('what only members may see makes a city match for members alone', () => {
  const network = { cities: [city('gera')], summaries: { gera: summary([], ['a']) } };
  expect(asked(choose({ ...network, viewer: { anonymous: true } }))).toEqual([]);
  expect(choose({ ...network, viewer: { anonymous: false } }).asked).toEqual([{ cityId: 'gera', withheld: false }]);
});

test('an anonymous viewer learns that a city withholds matching records', () => {
  const choice = choose({
    cities: [city('gera'), city('jena')],
    summaries: { gera: summary(['a'], ['a']), jena: summary(['a'], ['b']) },
  });
  expect(choice.asked).toEqual([
    { cityId: 'gera', withheld: true },
    { cityId: 'jena', withheld: false },
  ]);
});

test('an anonymous viewer learns how many cities were not asked because all that matches is for members', () => {
  const network = {
    cities: [city('essen'), city('gera'), city('jena'), city('suhl'), city('ulm', { country: 'NL' })],
    summaries: {
      essen: summary(['a'], ['a']),
      gera: summary([], ['a']),
      jena: summary(['a'], ['b']),
      suhl: summary(['b'], ['b']),
      ulm: summary([], ['a']),
    },
  };
  expect(choose(network)).toMatchObject({ withheld: 2 });
  expect(choose({ ...network, filter: { countries: new Set(['DE']) } })).toMatchObject({ withheld: 1 });
  expect(choose({ ...network, counted: 'offers' })).toMatchObject({ withheld: 0 });
  // Gera might have one record about both; Jena can have none.
  expect(choose({ ...network, groups: [group('a'), group('b', 'a')] })).toMatchObject({ withheld: 2 });
  expect(choose({ ...network, groups: [group('a'), group('b')] })).toMatchObject({ withheld: 0 });
  expect(choose({ ...network, viewer: { anonymous: false } })).toMatchObject({ withheld: null });
});

test('nobody learns it as soon as words decide', () => {
  const summaries = { gera: summary(['a'], ['a']) };
  const cities = [city('gera')];
  expect(choose({ cities, summaries, text: 'Wanzar' }).asked).toEqual([{ cityId: 'gera', withheld: null }]);
  expect(choose({ cities, summaries, groups: [], text: 'Wanzar' }).asked).toEqual([{ cityId: 'gera', withheld: null }]);
  const hidden = { gera: summary([], ['a']) };
  expect(choose({ cities, summaries: hidden, text: 'Wanzar' })).toMatchObject({ asked: [], withheld: null });
  expect(choose({ cities, summaries: hidden, groups: [], text: 'Wanzar' })).toMatchObject({ withheld: null });
});

test('a text alone asks every city up to the bound, always the same ones', () => {
  const cities = [city('jena'), city('gera'), city('essen')];
  const choice = choose({ cities, groups: [], text: 'Wanzar', maxCitiesForText: 2 });
  expect(asked(choice)).toEqual(['essen', 'gera']);
  expect(choice).toMatchObject({ notAsked: 1, candidates: 3, summariesAsOf: null });
});

test('a city that is listed without a server is no candidate', () => {
  expect(choose({ cities: [city('gera', { connected: false })] })).toMatchObject({ asked: [], candidates: 0 });
});

test('the filter joins its conditions by AND and the values of one by OR', () => {
  const cities = [
    city('essen', { allianceIds: ['alliance:ruhr'] }),
    city('gera'),
    city('oberhausen', { allianceIds: ['alliance:ruhr', 'alliance:x'] }),
    city('venlo', { country: 'NL', allianceIds: ['alliance:ruhr'] }),
  ];
  const filtered = (filter: Partial<ChooseCitiesInput['filter']>) => asked(choose({ cities, filter }));
  expect(filtered({ cities: new Set(['essen', 'gera']) })).toEqual(['essen', 'gera']);
  expect(filtered({ alliances: new Set(['alliance:x', 'alliance:ruhr']) })).toEqual(['essen', 'oberhausen', 'venlo']);
  expect(filtered({ alliances: new Set(['alliance:ruhr']), countries: new Set(['NL']) })).toEqual(['venlo']);
});

test('a city passes by its size, its languages and the way to it, and not when they are not known', () => {
  const cities = [
    city('gera', { population: 93_634, languages: ['de'], location: { latitude: 50.88, longitude: 12.08 } }),
    city('jena', { population: 110_000, languages: ['de-DE'], location: { latitude: 50.93, longitude: 11.59 } }),
    city('venlo', { population: 103_000, languages: ['nl', 'li'], location: { latitude: 51.37, longitude: 6.17 } }),
    city('nowhere'),
  ];
  const filtered = (filter: Partial<ChooseCitiesInput['filter']>) => asked(choose({ cities, filter }));
  expect(filtered({ population: { min: 93_634, max: 103_000 } })).toEqual(['gera', 'venlo']);
  expect(filtered({ population: { min: 100_000, max: Infinity } })).toEqual(['jena', 'venlo']);
  expect(filtered({ languages: new Set(['de', 'fr']) })).toEqual(['gera', 'jena']);
  const gera = { latitude: 50.88, longitude: 12.08 };
  expect(filtered({ near: { ...gera, km: 30 } })).toEqual(['gera']);
  expect(filtered({ near: { ...gera, km: 40 } })).toEqual(['gera', 'jena']);
  expect(filtered({ near: { ...gera, km: 20_000 }, languages: new Set(['li']) })).toEqual(['venlo']);
});

test('a city that is left out is asked by no filter', () => {
  const cities = [city('gera'), city('jena'), city('ulm', { country: 'NL' })];
  const filtered = (filter: Partial<ChooseCitiesInput['filter']>) => choose({ cities, filter });
  expect(asked(filtered({ without: new Set(['gera']) }))).toEqual(['jena', 'ulm']);
  expect(asked(filtered({ without: new Set(['gera']), cities: new Set(['gera', 'jena']) }))).toEqual(['jena']);
  expect(filtered({ without: new Set(['gera']), countries: new Set(['DE']) })).toMatchObject({ candidates: 1 });
});

test('the age of the oldest summary counts, also that of a city left out', () => {
  const choice = choose({
    cities: [city('essen'), city('gera'), city('jena')],
    summaries: {
      essen: summary(['a'], [], '2026-03-01'),
      gera: summary(['b'], [], '2026-02-01'),
      venlo: summary(['a'], [], '2020-01-01'),
    },
  });
  expect(choice.summariesAsOf).toEqual(new Date('2026-02-01'));
});
