import fc from 'fast-check';
import { cleanLine, cleanText, cutText, isSeen, safeText, spellUnseen } from './cleanText';

test.each([
  ['escape sequences', '\u001b[31mred\u001b]0;title\u0007 \u009b2J', '[31mred]0;title 2J'],
  ['direction', '\u202egnp.exe\u2066\u200f\u061c', 'gnp.exe'],
  ['what has no width', 'a\u200bb\u00adc\ufeffd\u2060e\u180ef', 'abcdef'],
  ['tags', `A\u{e0041}\u{e0042}B\u{e007f}`, 'AB'],
  ['tags after a flag that is none', `\u{1f3f4}\u{e0068}\u{e0069}\u{e007f}`, '\u{1f3f4}'],
  ['fillers', 'a\u3164\u115f\uffa0\u034fb', 'ab'],
  ['variation selectors that hide bytes', 'a\ufe01\ufe02\u{e0100}\u{e0155}b', 'ab'],
  ['joiners within Latin', 'Am\u200dt f\u200cür', 'Amt für'],
  ['joiners at an end', '\u200d👩\u200d', '👩'],
  ['joiners in a row', 'می\u200c\u200c\u200dخواهم', 'میخواهم'],
  ['halves of a character', 'a\ud800b\udc00c', 'abc'],
  ['private use and noncharacters', 'a\ue000b\uffffc\u{10fffe}', 'abc'],
  ['annotations', 'a\ufff9b\ufffac\ufffb', 'abc'],
])('%s: what nobody sees is taken out', (_, text, clean) => {
  expect(cleanText(text)).toBe(clean);
});

test('what would be taken out is spelled for whoever looks for it, and nothing else is', () => {
  expect(spellUnseen('a\u001b[2J\u009b31m\r\u202e\u{e0041}\n\tÖ 👩🏽\u200d🚒')).toBe(
    String.raw`a\u001b[2J\u009b31m\u000d\u202e\u{e0041}` + '\n\tÖ 👩🏽\u200d🚒',
  );
});

test.each([
  ['German, Polish, Dutch, Greek', 'Straße, Łódź, ’s-Hertogenbosch, Αθήνα – „Amt“'],
  ['letters that are put together', 'Mu\u0308lheim, ‹Gèra›, Việt Nam'],
  ['Arabic and Hebrew', 'القاهرة, תל אביב־יפו, שָׁלוֹם'],
  ['Persian', 'می\u200cخواهم, کتاب\u200cها'],
  ['Hindi, Bengali, Malayalam, Sinhala', 'क्\u200dष, র\u200d্য, അവന്\u200d, ශ්\u200dරී'],
  ['Japanese names', '葛\u{e0100}飾区, 辻\ufe00'],
  ['families, professions and skins', '👨\u200d👩\u200d👧\u200d👦 👩🏽\u200d🚒 🏳️\u200d🌈 ❤️\u200d🔥 1️⃣'],
  ['flags', '🇳🇱 🇩🇪 🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
  ['lines', 'First line\n\tand the second'],
])('%s stay as they are', (_, text) => {
  expect(cleanText(text)).toBe(text);
});

test('line breaks of every kind become line feeds, and spaces on one line', () => {
  expect(cleanText('a\r\nb\rc\u2028d\u0085e\vf')).toBe('a\nb\nc\nd\ne\nf');
  expect(cleanLine('a\r\n\tb\u2028c')).toBe('a b c');
});

test('what was cleaned is clean', () => {
  const pieces = fc.constantFrom(
    'a',
    'ü',
    'ی',
    'क्',
    '👩',
    '\ufe0f',
    '\u200d',
    '\u200c',
    '\u{e0041}',
    '\u001b',
    '\n',
    '葛',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 3 }))), (parts) => {
      const clean = cleanText(parts.join(''));
      const needed = /\u200c|\u200d|\n|\t|\p{Variation_Selector}/gu;
      expect(clean.replace(needed, '')).not.toMatch(
        /\p{Cc}|\p{Cs}|\p{Co}|\p{Default_Ignorable_Code_Point}|[\u2028\u2029]/u,
      );
      expect(cleanLine(clean)).not.toMatch(/\p{Cc}/u);
    }),
  );
});

test.each([
  '',
  ' \n',
  '\u00a0\u3000\u2003',
  '\u3164',
  '\u115f\u1160\uffa0',
  '\u2800',
  '\u0301',
  '\u200b\u2060',
  '\u{e0041}',
])('HUB-654 in %j nothing is to be seen', (text) => {
  expect(isSeen(cleanText(text))).toBe(false);
});

test.each(['a', '–', '⠁', '\u3164강', '🏠', '١', '!'])('HUB-654 in %j something is to be seen', (text) => {
  expect(isSeen(cleanText(text))).toBe(true);
});

test('a text that is too long is cut between two characters', () => {
  expect(cutText('abcd', 4)).toBe('abcd');
  expect(cutText('abcde', 4)).toBe('abc…');
  expect(cutText('👩👩👩👩', 4)).toBe('👩👩👩👩');
  expect(cutText('👩👩👩👩👩', 4)).toBe('👩👩👩…');
});

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
