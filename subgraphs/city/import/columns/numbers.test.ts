import { adviseOnNumber, isLarger, notationOf, readDecimal } from './numbers';
import type { NumberNotation } from './numbers';

const declared = (locale: string): NumberNotation => notationOf(locale) ?? 'undeclared';

describe('a number of which nobody says how it is written', () => {
  it.each(['1250000.00', '0', '0.125', '-3.5', '1250', '12.5', '999999999999999.123456'])('is read: %s', (number) => {
    expect(readDecimal(number, 'undeclared')).toBe(number);
  });

  it.each([
    ['1.250', /two ways: declare in city\.yaml/],
    ['1,250', /two ways/],
    ['-1.250', /two ways/],
    ['1250.000', /two ways/],
    ['1,25', /are not guessed: declare in city\.yaml .*"numbers: de"/],
    ['1.250.000,00', /are not guessed/],
    ['1 250 000', /are not guessed/],
    ["1'250'000.00", /are not guessed/],
    ['1,5E+06', /A spreadsheet has shortened it/],
    ['1.25e6', /A spreadsheet has shortened it/],
    ['€ 1250.00', /A currency has a column of its own/],
    ['1250.00 EUR', /A currency has a column of its own/],
    ['40 %', /per cent/],
    ['1000 / 2000', /A cell has one number/],
    ['1000-2000', /A cell has one number/],
    ['1000 bis 2000', /A cell has one number/],
    ['viel', undefined],
    ['1234567890123456', undefined],
  ])('is not read: %s', (text, advice) => {
    expect(readDecimal(text, 'undeclared')).toBeUndefined();
    const told = adviseOnNumber(text, 'undeclared');
    if (advice === undefined) expect(told).toBeUndefined();
    else expect(told).toMatch(advice);
  });
});

describe('a number that is declared to be written', () => {
  it.each([
    ['de', '1.250.000,00', '1250000.00'],
    ['de', '1.250', '1250'],
    ['de', '1,250', '1.250'],
    ['de', '-3,5', '-3.5'],
    ['de', '\u22123,5', '-3.5'],
    ['de', '1250000.00', '1250000.00'],
    ['de', '1\u00a0250\u00a0000,00', '1250000.00'],
    ['de', '\u00a01250,00', '1250.00'],
    ['nl', '12.500', '12500'],
    ['fr', '1\u202f250\u202f000,5', '1250000.5'],
    ['fr', '1 250 000,5', '1250000.5'],
    ['de-CH', '1’250’000.00', '1250000.00'],
    ['de-CH', "1'250.5", '1250.5'],
    ['de-AT', '1.250.000,00', '1250000.00'],
    ['en', '1,250,000.00', '1250000.00'],
    ['en', '1,250', '1250'],
    ['en', '1.250', '1.250'],
    ['sv', '\u2212 1', undefined],
    ['de', '1250.000', undefined],
    ['de', '1.25.000', undefined],
    ['de', '1,250,000', undefined],
    ['de', "1.250'000", undefined],
    ['en', '1,25', undefined],
    ['de-AT', '1.250', undefined],
    ['de', '1,5E+06', undefined],
  ])('as in %s, is read: %j', (locale, text, number) => {
    expect(readDecimal(text, declared(locale))).toBe(number);
  });

  it('otherwise, is told of with an example', () => {
    expect(adviseOnNumber('1,250,000', declared('de'))).toBe(
      'city.yaml declares "numbers: de", which is written 1.234.567,8.',
    );
  });

  it('as in a language that nobody knows, is not read as on this machine', () => {
    expect(notationOf('xx')).toBeUndefined();
  });
});

it('takes a number of a program as it is', () => {
  expect(readDecimal('1.125', 'exact')).toBe('1.125');
});

it('compares sums as decimals', () => {
  expect([isLarger('100.000001', '100'), isLarger('100.0', '100'), isLarger('99.9', '100')]).toEqual([
    true,
    false,
    false,
  ]);
});
