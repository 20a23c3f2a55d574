import { workOfSearch } from './workOf';

const search = { cityIds: ['gera'], recordsOf: () => 5_000, byWords: false, wantsFacets: false };
const msOf = (more: object): number => [...workOfSearch({ ...search, ...more }).cities][0]?.[1] ?? 0;

test('to tell aspects apart costs a city more, and each word beside them more still', () => {
  const plain = msOf({});
  expect(msOf({ tiers: { lift: [] } })).toBe(2 * plain);
  expect(msOf({ tiers: { lift: ['sandra', 'wanzar'] } })).toBe(3 * plain);
});
