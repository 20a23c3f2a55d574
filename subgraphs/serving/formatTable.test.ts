import { formatRows, formatTable } from './formatTable';

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

test('an umlaut is as wide as it looks, however it is written', () => {
  expect(
    formatRows([
      ['Mülheim', '1'],
      ['Mu\u0308lheim', '2'],
      ['Gera', '3'],
    ]).split('\n'),
  ).toEqual(['Mülheim  1', 'Mu\u0308lheim  2', 'Gera     3']);
});

test('no rows are no text', () => {
  expect(formatRows([])).toBe('');
});

test('rows of several blocks stand in the same columns', () => {
  const lines = formatRows(Array.from({ length: 1_200 }, (_, at) => [`city-${at}`, 'connected'])).split('\n');
  expect(lines[0]).toBe('city-0     connected');
  expect(lines.at(-1)).toBe('city-1199  connected');
  expect(lines).toHaveLength(1_200);
});
