import { firstDay, isDay, isPartialDate, lastDay } from './partialDate';

test.each(['2023', '2023-10', '2023-10-06', '2024-02-29', '2000-02-29', '0001', '0050-12-31', '9999-12-31'])(
  '%s is a partial date',
  (date) => {
    expect(isPartialDate(date)).toBe(true);
  },
);

test.each(['', '0000', '23', '2023-13', '2023-00', '2023-1', '2023-02-29', '1900-02-29', '2023-04-31', '2023-10-00'])(
  '%j is none, for the calendar does not have it',
  (date) => {
    expect(isPartialDate(date)).toBe(false);
  },
);

test.each(['2023-10-06T00:00:00Z', '2023-10-06T00:00', '2023-10-', ' 2023', '2023\n', '+2023', '2023-10-06-01'])(
  '%j is none',
  (date) => {
    expect(isPartialDate(date)).toBe(false);
  },
);

test.each([
  ['2023', 20230101, 20231231],
  ['2023-10', 20231001, 20231031],
  ['2023-04', 20230401, 20230430],
  ['2023-02', 20230201, 20230228],
  ['2024-02', 20240201, 20240229],
  ['1900-02', 19000201, 19000228],
  ['2023-10-06', 20231006, 20231006],
])('%s lasts from %i to %i', (date, first, last) => {
  expect(firstDay(date)).toBe(first);
  expect(lastDay(date)).toBe(last);
});

test('a day is a date known to the day', () => {
  expect(isDay('2023-10-06')).toBe(true);
  expect(isDay('2023-10')).toBe(false);
  expect(isDay('2023-02-29')).toBe(false);
});
