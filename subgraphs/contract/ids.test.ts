import { globalId, isConceptId, isOwnedBy, keyOf, parseId } from './ids';

test.each([
  ['gera', { owner: 'hub', type: 'city' }],
  ['muelheim-an-der-ruhr', { owner: 'hub', type: 'city' }],
  ['concept:housing', { owner: 'hub', type: 'concept' }],
  ['alliance:staedteregion-ruhr-2030', { owner: 'hub', type: 'alliance' }],
  ['gera:staff:12', { owner: 'city', type: 'staff', cityId: 'gera' }],
  ['gera:offer:A.b_c-1', { owner: 'city', type: 'offer', cityId: 'gera' }],
])('%s is an id', (id, parsed) => {
  expect(parseId(id)).toEqual(parsed);
});

test.each([
  ...['', ':', 'Gera', 'gera-', '-gera', 'ge--ra', 'gera ', 'gera\n', 'gerá', 'hub', 'concept', 'alliance'],
  ...['concept:', 'concept:A', 'concept:a:b', 'concept:staff:1', 'hub:staff:1'],
  ...['gera:staff', 'gera:staff:', 'gera:city:1', 'gera:Staff:1', 'gera:staff:1:2', 'gera:staff:-1', 'gera:staff:1\n'],
  `gera:staff:${'x'.repeat(101)}`,
  ...['a'.repeat(501), `concept:${'a-'.repeat(4_000_000)}a`],
  ...[7, null, undefined, { toString: () => 'gera' }],
])('%p is no id', (id) => {
  expect(parseId(id)).toBeUndefined();
});

test('a record is owned by the city in its id', () => {
  expect(isOwnedBy('gera', 'staff', 'gera:staff:1')).toBe(true);
  expect(isOwnedBy('gera', 'topic', 'gera:staff:1')).toBe(false);
  expect(isOwnedBy('jena', 'staff', 'gera:staff:1')).toBe(false);
  expect(isOwnedBy('gera', 'staff', 'gera:staff:-1')).toBe(false);
});

describe('keyOf', () => {
  it('gives back the key that the id was made of', () => {
    for (const key of ['1', 'a.b', 'A-b_c', 'x'.repeat(100)]) {
      expect(keyOf(globalId('gera', 'staff', key), 'gera', 'staff')).toBe(key);
    }
  });

  it.each([
    'jena:staff:1',
    'gera:topic:1',
    'gera:staff:',
    'gera:staff:-1',
    'gera:staff:a b',
    `gera:staff:${'x'.repeat(101)}`,
    'gera:staff:1\n',
    7,
    null,
  ])('gives null for %j', (id) => {
    expect(keyOf(id, 'gera', 'staff')).toBeNull();
  });
});

test('a concept is known by its id alone', () => {
  expect(isConceptId('concept:housing')).toBe(true);
  for (const id of [
    'concept:',
    'concept:A',
    'concept:a:b',
    'alliance:ruhr',
    'gera',
    `concept:${'a'.repeat(500)}`,
    null,
  ]) {
    expect(isConceptId(id)).toBe(false);
  }
});
