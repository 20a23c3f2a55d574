import { cleanTyped, hasWord } from './cleanTyped';

test.each([
  ['Woh\u00adnungs\u00adlosig\u00adkeit', 'Wohnungslosigkeit'],
  ['San\u200bdra Wan-\nzar', 'Sandra Wanzar'],
  ['Frau Wan- zar', 'Frau Wanzar'],
  ['Wohnungs-\r\n  losigkeit', 'Wohnungslosigkeit'],
  ['\u202eWohnung\u202c\ufeff', 'Wohnung'],
  ['\ufb02\u00fcchtlinge, o\ufb03ziell', 'flüchtlinge, offiziell'],
  ['Ｗｏｈｎｅｎ', 'Wohnen'],
  ['Aktionsplan\u00a0gegen\nWohnungslosigkeit\u0000', 'Aktionsplan gegen Wohnungslosigkeit'],
])('%j, as it was copied, is meant as %j', (typed, meant) => {
  expect(cleanTyped(typed)).toBe(meant);
});

test.each([
  'Kinder- und Jugendhilfe',
  'jeugd- en gezinswerk',
  'Ein- oder Auszug',
  'short- or long-term',
  'E- Government',
  'Nord- Stadt',
  'Housing-First-Projekt',
  'Mülheim - an der Ruhr',
])('%j keeps its hyphens', (typed) => {
  expect(cleanTyped(typed)).toBe(typed);
});

test('a hyphen that two words share outlives the end of a line', () => {
  expect(cleanTyped('Kinder-\nund Jugendhilfe')).toBe('Kinder- und Jugendhilfe');
});

test.each(['?', '🏠 …', '§ –', '', '\u00ad'])('%j has no word', (typed) => {
  expect(hasWord(cleanTyped(typed))).toBe(false);
});
