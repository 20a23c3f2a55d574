import { replaceEnd } from './replaceEnd';

test.each([
  ['Woh', 'Woh', 'Wohnen'],
  ['Wer weiß etwas über Woh', 'Woh', 'Wer weiß etwas über Wohnen'],
  ['Kitas, städte-reg', 'städte reg', 'Kitas, Wohnen'],
  ['Woh, wohin mit Woh ?', 'Woh', 'Woh, wohin mit Wohnen'],
  ['Stadt', 'Woh', 'Stadt Wohnen'],
])('of "%s" the end "%s" is replaced', (text, words, expected) => {
  expect(replaceEnd(text, words, 'Wohnen')).toBe(expected);
});
