import { writeComment, writeCsv } from './writeCsv';

test.each(['=1+1', '+49 365 1', '-2', '@SUM(A1)', ' =1+1', '\t=1+1', '\r=1+1', '\u0000=1+1', '＝1+1'])(
  'a spreadsheet takes %j for text',
  (cell) => {
    expect(writeCsv([[cell]])).toMatch(/^"?'/);
  },
);

test('cells with commas, quotation marks and breaks stay one cell on one line', () => {
  expect(writeCsv([['a, b', 'say "x"', 'two\nlines', 5, true, null]])).toBe('"a, b","say ""x""",two lines,5,true,\r\n');
});

test('a comment is one cell, whatever a city is called', () => {
  expect(writeComment('not reached: =x, "y"\r\n=z')).toBe("# not reached: =x; 'y' =z\r\n");
});
