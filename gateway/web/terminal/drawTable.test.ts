import { drawTable } from './drawTable';

const heads = ['Who', 'City', 'Topic', 'Role', 'Programme', 'Years', 'Score'];
const row = [
  'Sandra Beispielmann, Beigeordnete für Jugend und Soziales',
  'Mülheim an der Ruhr',
  'Sozialraumorientierte Jugendhilfe',
  'verantwortlich',
  'Kommunales Handlungsprogramm Wohnungsnotfallhilfeplanung',
  '2019–2023',
  '690',
];

test.each([80, 60, 132])('no line is longer than %i characters', (width) => {
  for (const line of drawTable(heads, [row, row], width).split('\n')) expect(line.length).toBeLessThanOrEqual(width);
});

test('no letter is lost when cells are broken over lines', () => {
  const letters = (text: string): string =>
    Array.from(text.replace(/[\s─-]/g, ''))
      .sort()
      .join('');
  expect(letters(drawTable(heads, [row], 80))).toBe(letters([...heads, ...row].join('')));
});

test('a table that has room is not stretched', () => {
  expect(drawTable(['Who', 'City'], [['Ada', 'Gera']], 80).split('\n')).toEqual([
    'Who   City',
    '─────────────',
    'Ada   Gera',
  ]);
});
