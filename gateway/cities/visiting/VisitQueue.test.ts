import { VisitQueue } from './VisitQueue';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const many = (count: number, prefix = 'city') => Array.from({ length: count }, (_, at) => `${prefix}-${at}`);

/** A queue whose visits end when the test says so, or at once. */
function setUp({ hang = () => false }: { hang?: (cityId: string) => boolean } = {}) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const queue = new VisitQueue({
    visit: (cityId) => {
      begun.push(cityId);
      return hang(cityId) ? new Promise((resolve) => ends.set(cityId, resolve)) : Promise.resolve();
    },
    isFailing: (cityId) => cityId.startsWith('failing'),
  });
  return { queue, begun, ends };
}

test('in a hurry, visits follow each other as they end', async () => {
  const { queue, begun } = setUp();
  await Promise.all(many(1_000).map((cityId) => queue.add(cityId)));
  expect(begun).toEqual(many(1_000));
});

test('else they keep a pace, after a start of as many as a second may have', async () => {
  const { queue, begun } = setUp();
  queue.hurries = false;
  const all = Promise.all(many(1_000).map((cityId) => queue.add(cityId)));
  await jest.advanceTimersByTimeAsync(0);
  expect(begun).toHaveLength(120);
  await jest.advanceTimersByTimeAsync(2_000);
  expect(begun.length).toBeGreaterThan(330);
  expect(begun.length).toBeLessThan(370);
  await jest.advanceTimersByTimeAsync(10_000);
  await all;
});

test('only so many are visited at once', async () => {
  const { queue, begun, ends } = setUp({ hang: () => true });
  for (const cityId of many(100)) void queue.add(cityId);
  expect(begun).toHaveLength(24);
  ends.get('city-3')?.();
  await jest.advanceTimersByTimeAsync(0);
  expect(begun).toEqual(many(25));
});

test('cities that fail and hang do not hold up the others, nor the others them', async () => {
  const { queue, begun } = setUp({ hang: (cityId) => cityId.startsWith('failing') });
  queue.hurries = false;
  for (const cityId of many(100, 'failing')) void queue.add(cityId);
  for (const cityId of many(10_000)) void queue.add(cityId);
  await jest.advanceTimersByTimeAsync(5_000);
  expect(begun.filter((cityId) => cityId.startsWith('failing'))).toHaveLength(8);
  expect(begun.filter((cityId) => cityId.startsWith('city')).length).toBeGreaterThan(600);
});

test('a city waits once, and is visited again only after the visit under way', async () => {
  const { queue, begun, ends } = setUp({ hang: () => true });
  void queue.add('gera');
  const again = queue.add('gera');
  expect(queue.add('gera')).toBe(again);
  expect(begun).toEqual(['gera']);
  ends.get('gera')?.();
  await jest.advanceTimersByTimeAsync(0);
  expect(begun).toEqual(['gera', 'gera']);
  ends.get('gera')?.();
  await again;
  expect(begun).toHaveLength(2);
});

test('when it is cleared, nobody waits any more and nothing begins', async () => {
  const { queue, begun, ends } = setUp({ hang: () => true });
  const ended = many(30).map((cityId) => queue.add(cityId));
  const cleared = queue.clear();
  await ended[29];
  for (const end of ends.values()) end();
  await cleared;
  await jest.advanceTimersByTimeAsync(10_000);
  expect(begun).toHaveLength(24);
});
