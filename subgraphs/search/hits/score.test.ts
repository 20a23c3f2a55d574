import { conceptMatch, scoreExchange, scoreExperience, scoreProgramme } from './score';

const DAY = '2026-03-01';

test.each([
  ['EXACT_MATCH', 1000, 1000],
  ['CLOSE_MATCH', 1000, 850],
  ['BROAD_MATCH', 1000, 800],
  ['NARROW_MATCH', 1000, 500],
  ['EXACT_MATCH', 800, 800],
  ['CLOSE_MATCH', 800, 680],
  ['BROAD_MATCH', 800, 640],
  ['NARROW_MATCH', 800, 400],
] as const)('a topic with %s to a concept of weight %i matches with %i', (mapping, weight, match) => {
  expect(conceptMatch(mapping, weight)).toBe(match);
});

// An exchange shows recency alone: 3 of 10 parts.
test.each([
  // until, day, recency
  ['2027', DAY, 1000],
  [DAY, DAY, 1000],
  ['2025-03-02', DAY, 1000],
  ['2025-03-01', DAY, 900],
  ['2025-02', DAY, 900],
  ['2025', DAY, 1000],
  ['2024', DAY, 900],
  ['2017-11-07', DAY, 200],
  ['2008-11-07', DAY, 0],
  ['2020-02-29', '2021-02-28', 1000],
  ['2020-02-29', '2021-03-01', 900],
  ['2020-02', '2024-02-28', 700],
  ['2020-02', '2024-02-29', 600],
  ['2023-02', '2024-02-28', 900],
] as const)('what ended in %s is on %s of recency %i', (until, day, recency) => {
  expect(scoreExchange(0, { since: null, until }, day)).toBe((3 * recency) / 10);
});

test('an exchange without an end is as recent as its beginning, and of unknown recency without both', () => {
  expect(scoreExchange(1000, { since: '2023-10', until: null }, DAY)).toBe((7000 + 3 * 800) / 10);
  expect(scoreExchange(1000, { since: null, until: null }, DAY)).toBe((7000 + 3 * 300) / 10);
});

// Duration is 1 of 10 parts. TOOK_PART gives 60, running since a known date gives 200.
test.each([
  // since, until, day, months
  ['2026-03-01', null, DAY, 1],
  ['2026-02-28', null, DAY, 2],
  ['2026', null, DAY, 3],
  ['2025', null, DAY, 15],
  ['2021-04', null, DAY, 60],
  ['2010', null, DAY, 60],
  ['2026-04', null, DAY, 0],
  ['2030', null, DAY, 0],
  ['2026-01', '2026', DAY, 3],
  ['2026-01', '2026-02', DAY, 2],
  ['2025-12', '2026-02-28', DAY, 3],
] as const)('work since %s until %j lasts on %s for %i months', (since, until, day, months) => {
  const expected = Math.floor((2 * 300 + 2 * 1000 + Math.floor((months * 1000) / 60)) / 10);
  expect(scoreExperience(0, { role: 'TOOK_PART', since, until }, day)).toBe(expected);
});

test('work that ended before it began has no duration', () => {
  expect(scoreExperience(0, { role: 'TOOK_PART', since: '2026', until: '2025' }, DAY)).toBe((600 + 2000 + 0) / 10);
});

test.each([
  ['LED', 1000],
  ['WORKED', 700],
  ['HOSTED', 500],
  ['ADVISED', 500],
  ['TOOK_PART', 300],
  [null, 0],
] as const)('the role %s weighs %i', (role, weight) => {
  const score = scoreExperience(600, { role, since: null, until: null }, DAY);
  expect(score).toBe((5 * 600 + 2 * weight + 2 * 300 + 300) / 10);
});

test('the best expert there can be scores 1000', () => {
  expect(scoreExperience(1000, { role: 'LED', since: '2010', until: null }, DAY)).toBe(1000);
});

test.each([
  ['ACTIVE', true, '2020', null, 1000, 1000],
  ['PLANNED', false, '2027', null, 1000, 400],
  ['ACTIVE', false, null, null, 300, 1000],
  ['COMPLETED', false, '2020', null, 300, 800],
  ['COMPLETED', false, '2020', '2022', 700, 800],
  ['DISCONTINUED', true, null, '2025-06', 1000, 200],
  [null, false, '2020', null, 300, 0],
] as const)(
  'a programme %s (good practice: %s) from %j to %j',
  (status, goodPractice, since, until, recency, weight) => {
    const score = scoreProgramme(850, { status, goodPractice, since, until }, DAY);
    expect(score).toBe(Math.floor((6 * 850 + 2 * recency + weight + (goodPractice ? 1000 : 0)) / 10));
  },
);

test('what does not divide evenly is rounded down', () => {
  expect(scoreExchange(401, { since: null, until: null }, DAY)).toBe(370);
});
