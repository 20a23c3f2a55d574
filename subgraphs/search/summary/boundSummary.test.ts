import { boundSummary } from './boundSummary';
import type { Summary } from './Summary';

const now = new Date('2026-06-01T12:00:00Z');
const counts = (staff: number) =>
  new Map([['concept:housing', { staff, programmes: 2, exchanges: 0, offers: 0, needs: 0 }]]);
const summary = (change: Partial<Summary> = {}): Summary => ({
  version: '1',
  asOf: new Date('2026-05-01T00:00:00Z'),
  public: counts(12),
  network: counts(3),
  countsNeeds: true,
  ...change,
});

test('what can be is left as it is', () => {
  expect(boundSummary(summary(), { now, population: 100_000 })).toEqual({ summary: summary(), oddities: [] });
});

test.each(['0001-01-01T00:00:00Z', '2016-05-31T00:00:00Z', '2026-06-01T12:05:01Z', '9999-12-31T23:59:59Z'])(
  'a date that cannot be, %s, is taken for the one on which the hub got the counts',
  (asOf) => {
    const bounded = boundSummary(summary({ asOf: new Date(asOf) }), { now, population: undefined });
    expect(bounded.summary.asOf).toEqual(now);
    expect(bounded.oddities).toEqual([expect.stringContaining('Its summary is dated ')]);
  },
);

test.each([
  [undefined, 100_000],
  [3_000, 1_000],
  [100_000, 10_000],
  [3_700_000, 370_000],
])('of a city of %p inhabitants, no more than %p records of a kind count on a concept', (population, most) => {
  const whole = summary({ public: counts(most), network: counts(2 ** 31 - 1) });
  const bounded = boundSummary(whole, { now, population });
  expect(bounded.summary.public).toEqual(counts(most));
  expect(bounded.summary.network).toEqual(counts(most));
  expect(bounded.oddities).toEqual([expect.stringContaining(`${most} are counted.`)]);
});
