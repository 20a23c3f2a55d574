import { VisitPlan } from './VisitPlan';

const INTERVAL = 1_000;

/** A plan without jitter, whose cities were all taken for a first visit. */
function planOf(...cityIds: string[]): VisitPlan {
  const plan = new VisitPlan(INTERVAL, () => 0.5);
  plan.keep(new Set(cityIds), 0);
  plan.takeAll();
  return plan;
}

test('a newcomer is due at once, and not again before it was visited', () => {
  const plan = new VisitPlan(INTERVAL);
  expect(plan.nextAt).toBe(Infinity);
  expect(plan.keep(new Set(['gera']), 5)).toEqual([]);
  expect(plan.nextAt).toBe(5);
  expect(plan.takeDue(4)).toEqual([]);
  expect(plan.takeDue(5)).toEqual(['gera']);
  expect(plan.takeDue(1e9)).toEqual([]);
});

test('a city that answers is due an interval later, give or take a tenth', () => {
  for (const [random, dueAt] of [
    [0, 900],
    [0.5, 1_000],
    [1, 1_100],
  ] as const) {
    const plan = new VisitPlan(INTERVAL, () => random);
    plan.keep(new Set(['gera']), 0);
    plan.takeDue(0);
    plan.record('gera', true, 0);
    expect(plan.nextAt).toBeCloseTo(dueAt, 6);
  }
});

test('a city that fails is visited less and less often, up to a bound, until it answers', () => {
  const plan = planOf('gera');
  const waits = Array.from({ length: 7 }, () => {
    plan.record('gera', false, 0);
    return plan.nextAt / INTERVAL;
  });
  expect(waits).toEqual([1, 2, 4, 8, 8, 8, 8]);
  expect(plan.isFailing('gera')).toBe(true);
  plan.record('gera', true, 0);
  expect(plan.isFailing('gera')).toBe(false);
  expect(plan.nextAt).toBe(INTERVAL);
});

test('a city that fails and is missed is due a third of an interval after its last visit, however often it is missed', () => {
  const plan = planOf('gera', 'jena');
  for (let times = 0; times < 4; times += 1) plan.record('gera', false, 0);
  expect(plan.miss('gera', 100)).toBeCloseTo(INTERVAL / 3, 6);
  expect(plan.miss('gera', 200)).toBeUndefined();
  expect(plan.takeDue(INTERVAL / 3)).toEqual(['gera']);
  // It is being visited.
  expect(plan.miss('gera', INTERVAL)).toBeUndefined();
  plan.record('gera', false, INTERVAL);
  expect(plan.miss('gera', 3 * INTERVAL)).toBe(3 * INTERVAL);
});

test('a city that answers at visits, or is none of the network, is not due sooner for being missed', () => {
  const plan = planOf('gera');
  plan.record('gera', true, 0);
  expect(plan.miss('gera', 500)).toBeUndefined();
  expect(plan.miss('nowhere', 500)).toBeUndefined();
  expect(plan.nextAt).toBe(INTERVAL);
});

test('those that wait longest come first', () => {
  const plan = planOf('essen', 'gera', 'jena');
  plan.record('essen', true, 300);
  plan.record('gera', true, 100);
  plan.record('jena', true, 200);
  expect(plan.takeDue(1_200)).toEqual(['gera', 'jena']);
});

test('cities that left are planned no more, whatever becomes of a visit under way', () => {
  const plan = planOf('essen', 'gera');
  expect(plan.keep(new Set(['essen']), 10)).toEqual(['gera']);
  plan.record('gera', true, 20);
  expect(plan.size).toBe(1);
  expect(plan.nextAt).toBe(Infinity);
});

test('after a round at full speed the next visits are spread over the interval', () => {
  let random = 0;
  const plan = new VisitPlan(INTERVAL, () => (random += 0.25));
  const cityIds = ['essen', 'gera', 'jena'];
  plan.keep(new Set(cityIds), 0);
  plan.takeAll();
  for (const cityId of cityIds) plan.record(cityId, true, 0);
  random = 0;
  plan.spread(0);
  expect(plan.takeDue(250)).toEqual(['essen']);
  expect(plan.takeDue(500)).toEqual(['gera']);
  expect(plan.takeDue(750)).toEqual(['jena']);
});
