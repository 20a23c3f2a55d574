import { isDecimal } from './decimal';

test.each(['0', '12', '-3.5', '1250000.00', '0.000001', '999999999999999.999999'])('%s is a decimal number', (text) => {
  expect(isDecimal(text)).toBe(true);
});

test.each(['', '.5', '5.', '01', '+1', '1,5', '1.250.000', '1e3', 'NaN', '1000000000000000', '0.0000001', ' 1', '1\n'])(
  '%j is none',
  (text) => {
    expect(isDecimal(text)).toBe(false);
  },
);
