import { pauseBefore } from './pauseBefore';

const long = { rows: 1_000, pageMs: 100, leftMs: 50_000, pagesLeft: 90 };

test('a short answer is read without a pause, and a long one less than half of the time', () => {
  expect(pauseBefore({ ...long, rows: 999 })).toBe(0);
  expect(pauseBefore(long)).toBe(200);
});

test('an answer whose time is short pauses for what it has to spare, or not at all', () => {
  expect(pauseBefore({ ...long, leftMs: 90 * 200 })).toBe(50);
  expect(pauseBefore({ ...long, leftMs: 90 * 100 })).toBe(0);
});
