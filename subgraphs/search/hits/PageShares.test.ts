import { PageShares } from './PageShares';

const counts = new Map([
  ['large', 80],
  ['small', 10],
  ['other', 10],
]);
const cityIds = [...counts.keys()];
const likelyOf = (shares: PageShares, ids: readonly string[] = cityIds, page = 20) => {
  const { likely } = shares.of(ids, (cityId) => counts.get(cityId), page);
  return ids.map((cityId) => likely.get(cityId));
};

test('a city is asked for its share of the page, half as much again and two more, and for no more than the page', () => {
  expect(likelyOf(new PageShares())).toEqual([20, 5, 5]);
  expect(likelyOf(new PageShares(), cityIds, 1)).toEqual([1, 1, 1]);
});

test('a city that does not tell what it counts is taken for an average one', () => {
  expect(likelyOf(new PageShares(), ['small', 'other', 'silent'])).toEqual([12, 12, 12]);
  expect(likelyOf(new PageShares(), ['silent'])).toEqual([20]);
});

test('where nobody counts anything, a few come of each', () => {
  expect([...new PageShares().of(['a', 'b'], () => 0, 20).likely.values()]).toEqual([2, 2]);
});

test('a city that is on pages more than it counts is asked for more, one that never is for less, and it is forgotten', () => {
  const shares = new PageShares();
  const search = (had: readonly number[]): void => {
    const { learn } = shares.of(cityIds, (cityId) => counts.get(cityId), 20);
    for (const [at, cityId] of cityIds.entries()) learn(cityId, had[at]!);
  };
  for (let time = 0; time < 50; time += 1) search([0, 20, 0]);
  expect(likelyOf(shares)).toEqual([3, 11, 3]);
  for (let time = 0; time < 200; time += 1) search([16, 2, 2]);
  expect(likelyOf(shares)).toEqual([20, 6, 5]);
});
