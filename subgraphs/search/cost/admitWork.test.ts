import type { SearchContext } from '../SearchContext';
import type { Excess } from './Account';
import { admitWork } from './admitWork';
import { COSTS } from './workOf';

/** Work of so many points in one city. */
const inCity = (points: number, city = 'ashford') => ({ hub: 0, cities: [[city, points * COSTS.point] as const] });

const outcomes = async (context: SearchContext, points: readonly number[], limit: number) =>
  (await Promise.allSettled(points.map((each) => admitWork(context, inCity(each), limit)))).map(({ status }) => status);

test('searches of one tick are admitted together, or none of them', async () => {
  expect(await outcomes({} as SearchContext, [40, 60], 100)).toEqual(['fulfilled', 'fulfilled']);
  expect(await outcomes({} as SearchContext, [40, 61], 100)).toEqual(['rejected', 'rejected']);
});

test('what was admitted before counts too, what was refused does not', async () => {
  const context = {} as SearchContext;
  expect(await outcomes(context, [60], 100)).toEqual(['fulfilled']);
  expect(await outcomes(context, [41], 100)).toEqual(['rejected']);
  expect(await outcomes(context, [40], 100)).toEqual(['fulfilled']);
});

test('who is refused learns the cost and the limit', async () => {
  const asked = [9, 4].map((points) => admitWork({} as SearchContext, inCity(points), 8));
  await expect(Promise.all(asked)).rejects.toMatchObject({
    message: expect.stringMatching(/costs 9,.*limit is 8/),
    extensions: { code: 'TOO_COSTLY' },
  });
});

test('cities and the hub work at the same time: the busiest of them counts', async () => {
  const charged: number[] = [];
  const account = { charge: (points: number) => Promise.resolve(void charged.push(points)), refuse: () => undefined };
  const context = { account } as unknown as SearchContext;
  await Promise.all([...Array(200).keys()].map((city) => admitWork(context, inCity(2, `city-${city}`), 100)));
  await Promise.all([3, 4].map((points) => admitWork(context, inCity(points, 'city-7'), 100)));
  await admitWork(context, { hub: 5 * COSTS.point, cities: [] }, 100);
  expect(charged).toEqual([2, 7, 0]);
});

test('who has not enough left is refused, and told whether any city was asked before', async () => {
  const refused: Excess[] = [];
  let left = 10;
  const account = {
    charge: (points: number) => {
      if (points > left) return Promise.resolve({ limit: 20, left, retryAfter: 31 });
      left -= points;
      return Promise.resolve(undefined);
    },
    refuse: (excess: Excess) => void refused.push(excess),
  };
  await expect(admitWork({ account } as unknown as SearchContext, inCity(11), 100)).rejects.toMatchObject({
    message: 'This query costs 11 points, and 10 of 20 are left in this minute. Ask again in 31 s.',
    extensions: { code: 'RATE_LIMITED' },
  });
  expect(refused).toHaveLength(1);
  const context = { account } as unknown as SearchContext;
  await admitWork(context, inCity(6), 100);
  await expect(admitWork(context, inCity(5), 100)).rejects.toMatchObject({ extensions: { code: 'RATE_LIMITED' } });
  expect([left, refused.length]).toEqual([4, 1]);
});

test('one search is within the limit however much a city has, and is paid for what it takes', async () => {
  const charged: number[] = [];
  const account = { charge: (points: number) => Promise.resolve(void charged.push(points)), refuse: () => undefined };
  const search = { hub: 0, cities: [['ashford', 5 * COSTS.point, 80 * COSTS.point] as const] };
  await admitWork({ account } as unknown as SearchContext, search, 5);
  expect(charged).toEqual([80]);
});
