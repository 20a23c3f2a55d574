import { withoutPlace } from './withoutPlace';

test.each([
  ['homelessness in Gera', 'Gera', 'homelessness'],
  ['Kitas in der Stadt Gera und Schulen', 'Gera', 'Kitas und Schulen'],
  ['Kinderbetreuung in Rosenheim und Velbert', 'Velbert', 'Kinderbetreuung in Rosenheim'],
  ['Kinderbetreuung in Rosenheim und Velbert', 'Rosenheim', 'Kinderbetreuung und Velbert'],
  ['Rosenheim und Velbert', 'Rosenheim', 'Velbert'],
  ['Gera', 'Gera', ''],
  ['Kitas (Gera)', 'Gera', 'Kitas'],
  ['Kitas, Gera', 'Gera', 'Kitas'],
  ['Kitas „Gera“?', 'Gera', 'Kitas?'],
  ['„Kitas“ Gera – wer?', 'Gera', '„Kitas“ – wer?'],
  ['Kitas außer in Gera und Schulen', 'außer in Gera', 'Kitas und Schulen'],
  ['Wohnen in Berlin, nicht in Berlin-Mitte', 'nicht in Berlin-Mitte', 'Wohnen in Berlin'],
  ['nicht in Berlin-Mitte, aber in Berlin', 'Berlin', 'nicht in Berlin-Mitte, aber'],
  ['wonen -Haarlemmermeer', '-Haarlemmermeer', 'wonen'],
  ['Außer Gera: Kitas', 'Außer Gera', 'Kitas'],
  ['Gera: Kitas', 'Jena', 'Gera: Kitas'],
  ['alle Städte außer Gera', 'außer Gera', ''],
  ['Wohnen in allen Städten außer Gera', 'außer Gera', 'Wohnen'],
  ['housing everywhere except in Gera', 'except in Gera', 'housing'],
  ['Wohnen für alle in Gera', 'Gera', 'Wohnen für alle'],
  ['alle Städte, Gera ausgenommen', 'Gera ausgenommen', ''],
  ['overal behalve in Gera', 'behalve in Gera', ''],
])('%s without %s', (question, place, rest) => {
  expect(withoutPlace(question, place)).toBe(rest);
});
