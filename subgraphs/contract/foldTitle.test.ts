import fc from 'fast-check';
import { compareFolded, foldTitle } from './foldTitle';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
);

test.each([
  ['„Straße" – Übergänge 2', 'strasse ubergange 2'],
  ['  Ærø & Łódź: ŒUVRE, Ðakovo, Þing ', 'aero lodz oeuvre dakovo thing'],
  ['İzmir ve ığdır', 'izmir ve igdir'],
  ['ΟΔΟΣ ΟΔΟΣ.', 'οδοσ οδοσ'],
  ['ﬁt ² für Ⅳ', 'fit 2 fur iv'],
  ['—', ''],
])('%s is folded to %s', (title, folded) => {
  expect(foldTitle(title)).toBe(folded);
});

test('a title of any length is folded to 300 characters at most', () => {
  expect(foldTitle('𝒜'.repeat(500))).toBe('a'.repeat(300));
  expect(Array.from(foldTitle('𐐨'.repeat(500)))).toHaveLength(300);
  expect(foldTitle(`${'a'.repeat(299)} ${'b'.repeat(9)}`)).toBe('a'.repeat(299));
});

test('what is folded stays as it is', () => {
  fc.assert(
    fc.property(anyText, (title) => {
      const folded = foldTitle(title);
      expect(foldTitle(folded)).toBe(folded);
    }),
  );
});

test('folded titles stand in the order of their bytes', () => {
  expect(compareFolded('\u{10400}', '\uffee')).toBeGreaterThan(0);
  fc.assert(
    fc.property(anyText, anyText, (one, other) => {
      const [a, b] = [one, other].map((text) => text.replace(/\p{Surrogate}/gu, '')) as [string, string];
      expect(Math.sign(compareFolded(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
});
