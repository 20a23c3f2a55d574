import { isPartialDate } from './isPartialDate';

describe('isPartialDate', () => {
  it.each(['2023', '2023-10', '2023-10-06', '2024-02-29', '2000-02-29', '0050-12-31'])('takes %s', (date) => {
    expect(isPartialDate(date)).toBe(true);
  });

  it.each([
    '2023-13',
    '2023-00',
    '2023-02-29',
    '1900-02-29',
    '2023-04-31',
    '2023-1',
    '23',
    '0000',
    '2023-10-06T00:00',
    ' 2023',
    '',
    '2023-10-',
  ])('does not take %j', (date) => {
    expect(isPartialDate(date)).toBe(false);
  });
});
