import { workOfSearch } from './workOf';

const search = { cityIds: ['gera'], recordsOf: () => 5_000, byWords: false, wantsFacets: false };
const msOf = (more: object): number => [...workOfSearch({ ...search, ...more }).cities][0]?.[1] ?? 0;

test('to tell aspects apart costs a city more, and each word beside them what it costs to look through all it has', () => {
  const plain = msOf({});
  const recordsOf = () => 100_000;
  expect(msOf({ tiers: { words: 0, recordsOf } })).toBe(1.5 * plain);
  expect(msOf({ tiers: { words: 2, recordsOf } })).toBe(1.5 * plain + 60);
});
