import type { SearchContext } from '../SearchContext';
import { admitCost } from './admitCost';

const outcomes = async (context: SearchContext, costs: readonly number[], limit: number) =>
  (await Promise.allSettled(costs.map((cost) => admitCost(context, cost, limit)))).map(({ status }) => status);

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
  await expect(Promise.all([9, 4].map((cost) => admitCost({} as SearchContext, cost, 8)))).rejects.toMatchObject({
    message: expect.stringMatching(/costs 9,.*limit is 8/),
    extensions: { code: 'TOO_COSTLY' },
  });
});
