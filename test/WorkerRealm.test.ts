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

test('what watches the process until it ends is there once, whichever test file asks for it', () => {
  const load = (): (() => unknown) => jest.requireActual('../subgraphs/serving/processMetrics').processMetrics;
  const processMetrics = load();
  jest.resetModules();
  expect(load()).toBe(processMetrics);
});
