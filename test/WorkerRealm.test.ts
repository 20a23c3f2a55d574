import { executionAsyncResource } from 'node:async_hooks';

test('promises and timers have nothing to carry from test to test file', async () => {
  const carried = await new Promise<symbol[]>((resolve) => {
    setTimeout(() => {
      resolve(Object.getOwnPropertySymbols(executionAsyncResource()));
    });
  });
  // That of the file that runs, and what packages have, which are loaded once.
  expect(carried.filter(({ description }) => description === 'kResourceStore').length).toBeLessThan(5);
});
