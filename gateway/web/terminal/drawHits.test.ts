import { drawHits } from './drawHits';

const heads = ['Wer', 'Stadt', 'Thema', 'Punkte'];
const rows = [
  ['Bernd Beispiel, Leiter des Wohnungsamtes', 'Musterstadt', 'Wohnungslosigkeit', '1000'],
  ['Sandra Wanzar', 'Gera', '', '690'],
];

test('HUB-585 a table stays where its words have room, and its score gives way before a word does', () => {
  expect(drawHits(heads, rows, 60).split('\n')[0]).toMatch(/^Wer +Stadt +Thema +Punkte$/);
  expect(drawHits(heads, rows, 46).split('\n')[0]).toMatch(/^Wer +Stadt +Thema$/);
});

test('HUB-585 what is too narrow for columns has each hit with all else of it below', () => {
  expect(drawHits(heads, rows, 40).split('\n')).toEqual([
    'Bernd Beispiel, Leiter des Wohnungsamtes',
    '  Musterstadt · Wohnungslosigkeit ·',
    '  Punkte: 1000',
    'Sandra Wanzar',
    '  Gera · Punkte: 690',
  ]);
});

test.each([20, 30, 46, 80])('HUB-585 no word is cut at %i characters', (width) => {
  const words = rows.flat().flatMap((cell) => cell.split(' '));
  const drawn = drawHits(heads, rows, width);
  expect(words.filter((word) => !/^\d+$/.test(word) && !drawn.includes(word))).toEqual([]);
});
