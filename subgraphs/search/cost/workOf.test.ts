import { workOfSearch } from './workOf';

const search = {
  ...{ cityIds: ['gera'], recordsOf: () => 5_000, allRecordsOf: () => 100_000 },
  ...{ byWords: false, byLanguage: false, wantsFacets: false, hits: 0 },
};
const msOf = (more: object): number => [...workOfSearch({ ...search, ...more }).cities][0]?.[1] ?? 0;

test('to tell aspects apart costs a city more, and each word beside them what it costs to look through all it has', () => {
  const plain = msOf({});
  expect(msOf({ tiers: { words: 0 } })).toBe(1.5 * plain);
  expect(msOf({ tiers: { words: 2 } })).toBe(1.5 * plain + 60);
});

test('a page costs a city more the more hits it can have, however many are asked for', () => {
  const withHits = (hits: number) => msOf({ hits, recordsOf: () => 40 }) - msOf({ recordsOf: () => 40 });
  expect(withHits(20)).toBeCloseTo(3);
  expect(withHits(1_001)).toBeCloseTo(6);
});

test('a filter on languages costs a city more, however few records are on the subject', () => {
  expect(msOf({ byLanguage: true, recordsOf: () => 1 }) - msOf({ recordsOf: () => 1 })).toBeCloseTo(15);
});

test('what fits worst first costs a city more where it looks for words', () => {
  expect(msOf({ byWords: true, worstFirst: true })).toBe(4 * msOf({ byWords: true }));
  expect(msOf({ worstFirst: true })).toBe(msOf({}));
});
