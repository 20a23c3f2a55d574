import { stripControls } from './stripControls';

test('escape sequences lose what makes a terminal obey them', () => {
  expect(stripControls('\u001b[31mred\u001b]0;title\u0007 \u009b2J')).toBe('[31mred]0;title 2J');
});

test('breaks and tabs become one space', () => {
  expect(stripControls('a\r\n\tb\u2028c')).toBe('a b c');
});

test('text cannot turn the direction of what stands around it', () => {
  expect(stripControls('\u202egnp.exe\u2066')).toBe('gnp.exe');
});

test('letters of every script and emoji stay', () => {
  const text = 'Straße, Łódź, ’s-Hertogenbosch, Αθήνα, القاهرة 🏘️';
  expect(stripControls(text)).toBe(text);
});
