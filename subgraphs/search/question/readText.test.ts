import type { PlaceReading, Reading } from '../SearchSources';
import { readText } from './readText';

const housing = { id: 'concept:housing', label: { lang: 'en', text: 'Housing' }, text: 'housing' };
const gera = { kind: 'CITY', id: 'gera', name: 'Gera' } as const;

function readAs(reading: Partial<Reading>, places: Partial<PlaceReading> = {}, text = 'as typed') {
  const vocabulary = {
    nearest: (words: readonly string[], first: number) => words.slice(0, first).map((word) => `concept:${word}`),
    read: () => ({ understood: [], aspects: [], parts: [], unread: [], names: [], vague: [], ...reading }),
  };
  return readText(text, { mentions: [], unknown: [], vague: [], rest: 'rest', ...places }, vocabulary);
}

function read(reading: Partial<Reading>, places: Partial<PlaceReading> = {}, text?: string) {
  const result = readAs(reading, places, text);
  const told = result.understood.map(({ kind, text, label }) => [kind, text, label]);
  return { words: result.words, told, ignored: result.ignored.map(({ text, reason }) => [text, reason]) };
}

test('concepts, places and what lifts beside them are told, and what has no effect', () => {
  const asked = read(
    { understood: [housing], unread: ['Sandra', 'Wanzar', 'xyz'], names: ['Sandra Wanzar'], vague: ['Stadt'] },
    { mentions: [{ text: 'Geras', places: [gera], isExcluded: false }], unknown: ['Ede'], vague: ['Aue'] },
  );
  expect(asked).toEqual({
    words: null,
    told: [
      ['CONCEPT', 'housing', 'Housing'],
      ['CITY', 'Geras', 'Gera'],
      ['NAME', 'Sandra Wanzar', 'Sandra Wanzar'],
      ['WORD', 'xyz', 'xyz'],
    ],
    ignored: [
      ['Ede', 'NOT_IN_NETWORK'],
      ['Aue', 'TOO_VAGUE'],
      ['Stadt', 'TOO_VAGUE'],
    ],
  });
});

test('beside concepts five words lift, and it is told which do not', () => {
  const unread = ['one', 'two', 'three', 'four', 'five', 'six'];
  expect(read({ understood: [housing], unread })).toMatchObject({
    words: null,
    told: [['CONCEPT', 'housing', 'Housing'], ...unread.slice(0, 5).map((word) => ['WORD', word, word])],
    ignored: [['six', 'NO_MATCH']],
  });
});

test('HUB-623 the address of a web page has no effect beside what says something, and is looked for alone', () => {
  const address = 'https://www.gera.de/wohnen';
  const ignored = [[address, 'NO_MATCH']];
  expect(read({ understood: [housing] }, {}, `housing ${address}`)).toMatchObject({ words: null, ignored });
  const mentions = [{ text: 'Gera', places: [gera], isExcluded: false }];
  expect(read({}, { mentions, rest: '' }, `Gera ${address}`)).toMatchObject({ words: null, ignored });
  expect(read({}, { rest: '' }, address)).toEqual({ words: address, told: [['WORD', address, address]], ignored: [] });
});

test('HUB-624 a word with a sign for all genders is told as typed, and looked for without', () => {
  const asTyped = new Map([['Fooinnen', 'Foo*innen']]);
  const told = [['WORD', 'Foo*innen', 'Foo*innen']];
  expect(read({ unread: ['Fooinnen'], asTyped })).toMatchObject({ words: 'Fooinnen', told });
  expect(read({ understood: [housing], vague: ['Fooinnen'], asTyped }).ignored).toEqual([['Foo*innen', 'TOO_VAGUE']]);
});

test('what stands within a name is told with it, and not looked for', () => {
  expect(read({ unread: ['Pieter', 'Dijk', 'xyz'], names: ['Pieter van Dijk'] })).toMatchObject({
    words: 'Pieter Dijk xyz',
    told: [
      ['NAME', 'Pieter van Dijk', 'Pieter van Dijk'],
      ['WORD', 'xyz', 'xyz'],
    ],
  });
});

test('without a concept the words that no label knows are looked for, names in one piece', () => {
  expect(read({ unread: ['Sandra', 'Wanzar', 'xyz'], names: ['Sandra Wanzar'], vague: ['Stadt'] })).toEqual({
    words: 'Sandra Wanzar xyz',
    told: [
      ['NAME', 'Sandra Wanzar', 'Sandra Wanzar'],
      ['WORD', 'xyz', 'xyz'],
    ],
    ignored: [['Stadt', 'TOO_VAGUE']],
  });
});

test('both halves of a name with a hyphen are of the name', () => {
  const words = { unread: ['Saskia', 'Timmermans', 'Bos'], names: ['Saskia Timmermans-Bos'] };
  expect(read(words).told).toEqual([['NAME', 'Saskia Timmermans-Bos', 'Saskia Timmermans-Bos']]);
  expect(readAs(words).didYouMean).toEqual([]);
});

test('vague words are looked for where there are no others, and so is a place that is nowhere', () => {
  expect(read({ vague: ['Stadt'] })).toEqual({ words: 'Stadt', told: [['WORD', 'Stadt', 'Stadt']], ignored: [] });
  expect(read({}, { unknown: ['Ede'] })).toEqual({
    words: 'Ede',
    told: [['WORD', 'Ede', 'Ede']],
    ignored: [['Ede', 'NOT_IN_NETWORK']],
  });
});

test('a place alone is all that is meant, and of nothing at all the text is looked for', () => {
  expect(read({}, { mentions: [{ text: 'Gera', places: [gera], isExcluded: false }] })).toEqual({
    words: null,
    told: [['CITY', 'Gera', 'Gera']],
    ignored: [],
  });
  expect(read({}).words).toBe('as typed');
});

test('no more than 30 of either are told', () => {
  const unread = Array.from({ length: 200 }, (_, at) => `word${at}`);
  expect(read({ unread }).told).toHaveLength(30);
  expect(read({ understood: [housing], unread }).ignored).toHaveLength(30);
});

test('what it may be about is guessed from at most three words that are no names, where nothing was understood', () => {
  const words = { unread: ['Sandra', 'Wanzar', 'baths', 'xyz'], names: ['Sandra Wanzar'], vague: ['city', 'plan'] };
  expect(readAs(words).didYouMean).toEqual(['concept:baths', 'concept:xyz', 'concept:city']);
  expect(readAs({ ...words, understood: [housing] }).didYouMean).toEqual([]);
  expect(readAs(words, { mentions: [{ text: 'Gera', places: [gera], isExcluded: false }] }).didYouMean).toEqual([]);
});
