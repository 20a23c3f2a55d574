import { safeText } from './safeText';

test('control and direction characters and line breaks become spaces', () => {
  expect(safeText('a\u0000b\nc\u202Ed\u001b[31me\u2028f')).toBe('a b c d [31me f');
});

test('a long text is cut to 200 characters', () => {
  expect(Array.from(safeText('x'.repeat(10_000)))).toHaveLength(200);
  expect(Array.from(safeText('😀'.repeat(10_000)))).toHaveLength(200);
});

test('a short text stays as it is', () => {
  expect(safeText('Ungültige Seite: „zwölf“')).toBe('Ungültige Seite: „zwölf“');
});
