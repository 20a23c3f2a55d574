import { diffLines } from './diffLines';

const numbered = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, i) => `${from + i}`);

test('equal texts do not differ', () => {
  expect(diffLines('a\nb\n', 'a\nb\n')).toEqual([]);
});

test('each change is shown with three lines around it, and where it begins', () => {
  const before = numbered(1, 20);
  const after = [...numbered(1, 4), 'five', ...numbered(6, 15), ...numbered(17, 20), 'end'];
  expect(diffLines(before.join('\n'), after.join('\n'))).toEqual([
    ...['@@ 2', ' 2', ' 3', ' 4', '-5', '+five', ' 6', ' 7', ' 8'],
    ...['@@ 13', ' 13', ' 14', ' 15', '-16', ' 17', ' 18', ' 19', ' 20', '+end'],
  ]);
});

test('a text that begins or ends otherwise is shown as well', () => {
  expect(diffLines('a\nb', 'b')).toEqual(['@@ 1', '-a', ' b']);
  expect(diffLines('', 'a')).toEqual(['@@ 1', '-', '+a']);
});
