import { parseGlobalId } from './parseGlobalId';

test("a city's slug is the city's id", () => {
  expect(parseGlobalId('berlin-mitte')).toEqual({ kind: 'CITY', city: 'berlin-mitte' });
});

test('a record names its city, its type and its key', () => {
  expect(parseGlobalId('gera:staff:Sandra.W_1-2')).toEqual({
    kind: 'RECORD',
    city: 'gera',
    type: 'staff',
    key: 'Sandra.W_1-2',
  });
});

test('concepts and alliances belong to the hub', () => {
  expect(parseGlobalId('concept:housing')).toEqual({ kind: 'HUB', type: 'concept', key: 'housing' });
  expect(parseGlobalId('alliance:ruhr-2030')).toEqual({ kind: 'HUB', type: 'alliance', key: 'ruhr-2030' });
});

test.each([
  '',
  ':',
  'Gera',
  'gera-',
  'ge--ra',
  'gera ',
  'gera\n',
  'gerá',
  'hub',
  'concept',
  'alliance',
  'gera:staff',
  'gera:staff:',
  'gera:mayor:1',
  'gera:Staff:1',
  'gera:staff:-1',
  'gera:staff:1:2',
  'gera:staff:1\n',
  `gera:staff:${'x'.repeat(101)}`,
  'concept:staff:1',
  'hub:staff:1',
  'concept:',
  'concept:A',
  7,
  null,
  undefined,
  { toString: () => 'gera' },
])('%p is no id', (id) => {
  expect(parseGlobalId(id)).toBeNull();
});
