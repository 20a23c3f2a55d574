import fc from 'fast-check';
import type { CityFacets } from './verifyFacets';
import type { CityMatches } from './mergeFacets';
import { mergeFacets } from './mergeFacets';

const network = {
  cities: new Map(
    ['essen', 'gera', 'jena'].map((id) => [
      id,
      {
        ...{ id, country: 'DE', connected: true, languages: [], ...(id === 'jena' && { population: 60_000 }) },
        allianceIds: id === 'essen' ? ['alliance:ruhr', 'alliance:all'] : ['alliance:all'],
      },
    ]),
  ),
  alliances: new Map(),
};
const vocabulary = { has: (id: string) => id !== 'concept:unknown' };

const facets = (counts: Partial<Record<keyof CityFacets, Record<string, number>>>): CityFacets => ({
  concepts: new Map(Object.entries(counts.concepts ?? {})),
  statuses: new Map(Object.entries(counts.statuses ?? {})),
  languages: new Map(Object.entries(counts.languages ?? {})),
  roles: new Map(Object.entries(counts.roles ?? {})),
});

test('what some cities cannot say is added up of the others, and it is told how many matches are missing', () => {
  const ofCity = (cityId: string, years: CityFacets['years'], total: number): CityMatches => ({
    ...{ cityId, total },
    facets: { ...facets({}), years, goodPractice: new Map([['false', 1]]), funders: new Map([['Land', 1]]) },
  });
  const answers = [ofCity('jena', new Map([['2024', 2]]), 3), ofCity('essen', null, 5), ofCity('gera', new Map(), 1)];
  expect(mergeFacets(answers, network, vocabulary, 0)).toMatchObject({
    years: [{ year: 2024, count: 2 }],
    goodPractice: [{ value: false, count: 3 }],
    funders: [{ funder: 'Land', count: 3 }],
    notDivided: 5,
  });
});

test('of what cities name as they like, the values with most matches are told, however many cities name however many', () => {
  const answers = ['essen', 'gera', 'jena'].map((cityId): CityMatches => ({
    ...{ cityId, total: 1_000 },
    facets: {
      ...facets({}),
      funders: new Map(Array.from({ length: 100 }, (_, at) => [`${cityId} ${at}`, at + 1])),
      years: new Map(Array.from({ length: 120 }, (_, at) => [String(1900 + at), at + 1])),
    },
  }));
  const { funders, years } = mergeFacets(answers, network, vocabulary, 0);
  expect([funders.length, years.length]).toEqual([100, 100]);
  expect(funders.slice(0, 4).map(({ funder }) => funder)).toEqual(['essen 99', 'gera 99', 'jena 99', 'essen 98']);
  expect(years[0]).toEqual({ year: 2019, count: 360 });
});

test('counts of cities add up, those with more matches first, then by value', () => {
  const merged = mergeFacets(
    [
      {
        ...{ cityId: 'jena', total: 3 },
        facets: facets({ concepts: { 'concept:b': 1, 'concept:unknown': 3 }, languages: { de: 3 }, roles: { LED: 1 } }),
      },
      {
        ...{ cityId: 'essen', total: 3 },
        facets: facets({
          concepts: { 'concept:a': 1, 'concept:c': 2 },
          languages: { de: 1, nl: 2 },
          roles: { LED: 2 },
        }),
      },
      { cityId: 'gera', total: 0, facets: facets({}) },
    ],
    network,
    vocabulary,
    0,
  );
  expect(merged).toEqual({
    withheld: false,
    cities: [
      { city: { id: 'essen' }, count: 3 },
      { city: { id: 'jena' }, count: 3 },
    ],
    alliances: [
      { alliance: { id: 'alliance:all' }, count: 6 },
      { alliance: { id: 'alliance:ruhr' }, count: 3 },
    ],
    concepts: [
      { concept: { id: 'concept:c' }, count: 2, fewerThan: null },
      { concept: { id: 'concept:a' }, count: 1, fewerThan: null },
      { concept: { id: 'concept:b' }, count: 1, fewerThan: null },
    ],
    statuses: [],
    languages: [
      { language: 'de', count: 4, fewerThan: null },
      { language: 'nl', count: 2, fewerThan: null },
    ],
    roles: [{ role: 'LED', count: 3, fewerThan: null }],
    countries: [{ country: 'DE', count: 6 }],
    populations: [{ population: { min: 50_000, below: 100_000 }, count: 3 }],
    ...{ years: [], goodPractice: [], openToVisitors: [], funders: [], needStatuses: [], notDivided: 0 },
  });
});

test('DIS-047 a small sum is not told, nor which of the small ones is smaller; small parts make a sum that is told', () => {
  const of = (cityId: string, languages: Record<string, number>) => ({
    cityId,
    total: 9,
    facets: facets({ languages }),
  });
  const answers = [of('essen', { de: 2, da: 1, fr: 2 }), of('jena', { de: 1, nl: 1 })];
  const { languages, cities } = mergeFacets(answers, network, vocabulary, 3);
  expect(languages).toEqual([
    { language: 'de', count: 3, fewerThan: null },
    { language: 'da', count: null, fewerThan: 3 },
    { language: 'fr', count: null, fewerThan: 3 },
    { language: 'nl', count: null, fewerThan: 3 },
  ]);
  expect(cities.map(({ count }) => count)).toEqual([9, 9]);
});

test('the same cities in another order make the same facets, and two halves make the sums of the whole', () => {
  const anyAnswer: fc.Arbitrary<CityMatches> = fc.record({
    cityId: fc.constantFrom('essen', 'gera', 'jena'),
    total: fc.integer({ min: 1, max: 9 }),
    facets: fc
      .dictionary(fc.constantFrom('de', 'nl', 'en', 'da'), fc.integer({ min: 1, max: 9 }))
      .map((languages) => facets({ languages })),
  });
  const answersAndCut = fc.tuple(fc.array(anyAnswer, { maxLength: 8 }), fc.nat(8));
  fc.assert(
    fc.property(answersAndCut, ([answers, cut]) => {
      const merge = (some: readonly CityMatches[]) => mergeFacets(some, network, vocabulary, 0);
      const whole = merge(answers);
      expect(merge([...answers].reverse())).toEqual(whole);

      const halves = [merge(answers.slice(0, cut)), merge(answers.slice(cut))];
      for (const { language, count } of whole.languages) {
        const parts = halves.flatMap((half) => half.languages.filter((part) => part.language === language));
        expect(parts.reduce((sum, part) => sum + (part.count ?? NaN), 0)).toBe(count);
      }
      const total = answers.reduce((sum, answer) => sum + answer.total, 0);
      expect(whole.cities.reduce((sum, { count }) => sum + count, 0)).toBe(total);
    }),
  );
});
