import { formatTable } from './formatTable';

describe('formatTable', () => {
  it('aligns the columns and lets the last one run', () => {
    expect(
      formatTable(
        ['file', 'line', 'problem'],
        [
          ['staff.csv', '12', 'one'],
          ['a', '', 'another, longer one'],
        ],
      ),
    ).toBe('file       line  problem\nstaff.csv  12    one\na                another, longer one');
  });
});
