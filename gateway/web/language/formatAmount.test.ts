import { formatMoney, formatNumber } from './formatAmount';

// Between a figure and its currency stands a no-break space.
const plain = (text: string): string => text.replace(/\u00a0/g, ' ');

test.each([
  ['en', '€1,250,000', '€1,250,000.50'],
  ['de', '1.250.000 €', '1.250.000,50 €'],
  ['nl', '€ 1.250.000', '€ 1.250.000,50'],
] as const)('an amount is written as in "%s"', (language, whole, withCents) => {
  expect(plain(formatMoney('1250000.00', 'EUR', language))).toBe(whole);
  expect(plain(formatMoney('1250000.50', 'EUR', language))).toBe(withCents);
});

test('no digit is lost where a float has no room for them', () => {
  expect(formatMoney('999999999999999.123456', 'EUR', 'en')).toBe('€999,999,999,999,999.123456');
  expect(formatNumber('123456789012345.678901', 'en')).toBe('123,456,789,012,345.678901');
});

test('the places that a city gave stay, for they tell how exact a figure is', () => {
  expect(formatNumber('3.50', 'de')).toBe('3,50');
  expect(formatNumber('-1200', 'nl')).toBe('-1.200');
});

test.each([
  ['1.2 million', 'EUR', '1.2 million EUR'],
  ['1500', 'Taler', '1,500 Taler'],
])('what is no amount stays as the city wrote it: %s %s', (amount, currency, written) => {
  expect(formatMoney(amount, currency, 'en')).toBe(written);
});
