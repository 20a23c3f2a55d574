import { notationOf } from './numbers';
import type { NumberNotation } from './numbers';
import { readValue } from './Value';
import { partialDate } from './values';

function read(text: string, locale?: string): string {
  const numbers: NumberNotation = locale === undefined ? 'undeclared' : notationOf(locale)!;
  const reading = readValue(partialDate, text, { numbers });
  return reading.ok ? reading.value : `refused: ${reason(reading.reason)}`;
}

/** What is advised, behind what was expected and got. */
const reason = (sentences: string): string => sentences.replace(/^must be .*?, but got "[^"]*"\. ?/, '');

test.each([
  ['2026', '2026'],
  ['2026-11', '2026-11'],
  ['2026-11-03', '2026-11-03'],
  ['03.11.2026', '2026-11-03'],
  ['3.11.2026', '2026-11-03'],
  ['29.2.2024', '2024-02-29'],
  ['11.2026', '2026-11'],
  ['2026-11-03 00:00:00', '2026-11-03'],
  ['2026-11-03T00:00:00.000', '2026-11-03'],
  ['03.11.2026 00:00', '2026-11-03'],
])('CITY-263 %s is a date in a file of a town: %s', (text, date) => {
  expect(read(text)).toBe(date);
  expect(read(text, 'en')).toBe(date);
});

test.each(['31.02.2026', '29.2.2023', '0.11.2026', '3.13.2026', '3.11-2026', '2026.11.03', '2026 00:00', '3.11.'])(
  'CITY-263 %s is none',
  (text) => {
    expect(read(text)).toMatch(/^refused/);
    expect(read(text, 'nl')).toMatch(/^refused/);
  },
);

test('CITY-264 which of two numbers is the day is read as it is declared, and else not guessed', () => {
  expect([read('03-11-2026', 'nl'), read('3/11/2026', 'en-GB'), read('03/11/2026', 'de')]).toEqual(
    new Array(3).fill('2026-11-03'),
  );
  for (const locale of [undefined, 'en', 'en-US']) {
    expect(read('03-11-2026', locale)).toMatch(/^refused: Which of the two is the day is not guessed: .*"numbers: nl"/);
  }
});

test.each([
  ['45964', /since 1900/],
  ['Mrz 24', /shortened/],
  ['Nov-26', /shortened/],
  ['3.11.26', /four digits/],
  ['31-12-26', /four digits/],
])('CITY-265 what a spreadsheet made of a date is refused with what to do: %s', (text, advice) => {
  expect(read(text, 'de')).toMatch(advice);
});
