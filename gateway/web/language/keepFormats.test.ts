import { keepFormats } from './keepFormats';

test('a format is made once for each key, and what cannot be made is tried again', () => {
  const made: string[] = [];
  const format = keepFormats((locale, currency = '') => {
    made.push(`${locale} ${currency}`);
    return new Intl.NumberFormat(locale, { style: 'currency', currency });
  });
  expect(format('de', 'EUR')).toBe(format('de', 'EUR'));
  expect(format('nl', 'EUR')).not.toBe(format('de', 'EUR'));
  expect(() => format('de', 'money')).toThrow(RangeError);
  expect(() => format('de', 'money')).toThrow(RangeError);
  expect(made).toEqual(['de EUR', 'nl EUR', 'de money', 'de money']);
});
