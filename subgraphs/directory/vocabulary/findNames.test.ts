import { findNames } from './findNames';

/** The names in a question of which the words in brackets are those that no label knows. */
function names(question: string) {
  const words = question.split(' ');
  const unread = words.flatMap((word, at) => (word.startsWith('[') ? [at] : []));
  return findNames(
    words.map((word) => word.replace(/[[\]]/g, '')),
    unread,
  );
}

test.each([
  ['Wer ist [Sandra] [Wanzar]', ['Sandra Wanzar']],
  ['Frau [Wanzar]', ['Wanzar']],
  ['frau [wanzar]', ['wanzar']],
  ['[Sandra] [Wanzar] Wohnungslosigkeit', ['Sandra Wanzar']],
  ['Wohnen [Schmidt]', ['Schmidt']],
  ['[Gerd] [Rose] in [Velen] [Ort]', ['Gerd Rose', 'Velen Ort']],
  ['Wie is [Pieter] van der [Molen]', ['Pieter van der Molen']],
  ['mevrouw De [Boer]', ['De Boer']],
  ['Frau von der [Heide]', ['von der Heide']],
  ['[Fatima] [El] [Amrani]', ['Fatima El Amrani']],
  ['Radwege im [Winter]', []],
  ['[asdf] [qwertz]', []],
  ['[Buxtehude] Personal', []],
  ['[Goldfisch] [trinkt]', []],
])('%s', (question, expected) => {
  expect(names(question)).toEqual(expected);
});
