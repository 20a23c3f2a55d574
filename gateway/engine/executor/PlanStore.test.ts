import type { PlannedOperation } from './compilePlan';
import { PlanStore } from './PlanStore';

const plan = (): PlannedOperation => ({}) as PlannedOperation;

test('what was not asked for longest goes first', () => {
  const store = new PlanStore(30);
  const [a, b, c] = [plan(), plan(), plan()];
  store.set('a', a, 10);
  store.set('b', b, 10);
  expect(store.get('a')).toBe(a);
  store.set('c', c, 11);
  expect(store.get('b')).toBeUndefined();
  expect([store.get('a'), store.get('c')]).toEqual([a, c]);
});

test('a plan that is heavier than all is kept alone', () => {
  const store = new PlanStore(30);
  store.set('a', plan(), 10);
  store.set('b', plan(), 100);
  expect([store.get('a') === undefined, store.get('b') === undefined]).toEqual([true, false]);
  store.set('c', plan(), 10);
  expect([store.get('b') === undefined, store.get('c') === undefined]).toEqual([true, false]);
});

test('a plan that is set again weighs once', () => {
  const store = new PlanStore(30);
  for (let round = 0; round < 10; round++) store.set('a', plan(), 10);
  store.set('b', plan(), 10);
  expect([store.get('a') === undefined, store.get('b') === undefined]).toEqual([false, false]);
});
