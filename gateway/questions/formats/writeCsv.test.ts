import { writeComment, writeCsv } from './writeCsv';

test.each(['=1+1', '+49 365 1', '-2', '@SUM(A1)', ' =1+1', '\t=1+1', '\r=1+1', '\u0000=1+1', '＝1+1'])(
  'a spreadsheet takes %j for text',
  (cell) => {
    expect(writeCsv([[cell]])).toMatch(/^"?'/);
  },
);

test.each([
  ['plan;=1+1;x', "plan;'=1+1;x"],
  ['plan; @SUM(A1)', "plan;' @SUM(A1)"],
  ['plan;"=1+1', `"plan;'""=1+1"`],
  ['plan;+cmd|x', "plan;'+cmd|x"],
  ['from 1; -2 or 3', 'from 1; -2 or 3'],
])('HUB-691 a spreadsheet with the other separator takes what %j has within for text', (cell, written) => {
  expect(writeCsv([[cell]])).toBe(`${written}\r\n`);
  const [comma, semicolon] = [cell.replaceAll(';', ','), written.replaceAll(';', ',')];
  expect(writeCsv([[comma]], ';')).toBe(`${semicolon}\r\n`);
});

test('cells with commas, quotation marks and breaks stay one cell on one line', () => {
  expect(writeCsv([['a, b', 'say "x"', 'two\nlines', 5, true, null]])).toBe('"a, b","say ""x""",two lines,5,true,\r\n');
});

test('a comment is one cell, whatever a city is called', () => {
  expect(writeComment('not reached: =x, "y"\r\n=z')).toBe("# not reached: =x; 'y' =z\r\n");
  expect(writeComment('not reached: x,=1+1')).toBe("# not reached: x;'=1+1\r\n");
});
