import { describePeriod } from './describePeriod';
import { dutch } from './dutch';
import { english } from './english';
import { german } from './german';

test('dates are told to the precision known', () => {
  expect(describePeriod('2019', '2023-10', english)).toBe('2019 – October 2023');
  expect(describePeriod('2023-10-06', '2023-10-06', german)).toBe('6. Oktober 2023');
});

test('an open end is told as such, and so is an unknown beginning', () => {
  expect(describePeriod('2023-10', null, dutch)).toBe('sinds oktober 2023');
  expect(describePeriod(null, '2020', german)).toBe('bis 2020');
});

test('HUB-741 two days or months are told as the language writes them together', () => {
  expect(describePeriod('2025-03-11', '2025-03-13', german)).toBe('11.–13. März 2025');
  expect(describePeriod('2025-03-11', '2025-03-13', english)).toMatch(/^11 ?– ?13 March 2025$/);
  expect(describePeriod('2025-03-31', '2025-04-02', dutch)).toBe('31 maart – 2 april 2025');
  expect(describePeriod('2015-11', '2018-03', german)).toBe('November 2015 – März 2018');
  expect(describePeriod('2025-03-13', '2025-03-11', english)).toBe('13 March 2025 – 11 March 2025');
});

test('nothing known is nothing said', () => {
  expect(describePeriod(null, null, english)).toBeUndefined();
});

test('what is no date stays as the city wrote it', () => {
  expect(describePeriod('long ago', '2023-99', english)).toBe('long ago – 2023-99');
});
