import { buildSubgraphSchema } from '@apollo/subgraph';
import { isAbstractType, isObjectType, getNamedType, parse } from 'graphql';
import { CONTRACT } from '../test/startFakeCity';
import { compileAnswerReader } from './compileAnswerReader';
import type { EntityReading } from './compileAnswerReader';

const contract = buildSubgraphSchema(parse(CONTRACT));

/** Reads what Gera answered for one of its records. */
function read(selection: string, answer: unknown, id = 'gera:staff:1', typeName = 'Staff'): EntityReading {
  const operation = `query ($representations: [_Any!]!) {
    _entities(representations: $representations) { ... on ${typeName} ${selection} }
  }`;
  return compileAnswerReader(parse(operation), contract)(answer, { __typename: typeName, id }, 'gera');
}

test('an answer of the right shape is copied', () => {
  const answer = { name: 'Sandra', languages: ['de'], contact: { email: 'a@gera.example' }, department: null };
  expect(read('{ name languages contact { email } department }', answer)).toEqual({ entity: answer, violations: [] });
});

test('an entity that its owner does not know is null', () => {
  expect(read('{ name }', null)).toEqual({ entity: null, violations: [] });
});

test('what was not asked for is left out', () => {
  const answer = JSON.parse('{ "name": "Sandra", "__proto__": { "polluted": true }, "extra": 1 }') as unknown;
  expect(Object.keys(read('{ name }', answer).entity ?? {})).toEqual(['name']);
});

test('two readings of one answer share no object', () => {
  const answer = { name: 'Sandra', contact: { email: null } };
  const [one, other] = [read('{ name contact { email } }', answer), read('{ name contact { email } }', answer)];
  expect(one.entity?.contact).not.toBe(other.entity?.contact);
});

describe("ownership: a city may only answer for its own ids, so another's is dropped", () => {
  test.each([
    ["another city's", 'velbert:staff:1'],
    ['of another type', 'gera:topic:1'],
    ['malformed', 'gera:staff:'],
    ["the city's, but not the one asked for", 'gera:staff:2'],
  ])('an id of the entity itself that is %s', (_, id) => {
    expect(read('{ id name }', { id, name: 'X' })).toEqual({
      entity: null,
      violations: [{ kind: 'FOREIGN_ID', path: ['id'] }],
    });
  });

  test('an id under an alias', () => {
    const answer = { number: 'velbert:staff:1', name: 'X' };
    expect(read('{ number: id name }', answer)).toEqual({
      entity: null,
      violations: [{ kind: 'FOREIGN_ID', path: ['number'] }],
    });
  });

  test('a field that only bears the name "id" is no id', () => {
    expect(read('{ id: name }', { id: 'Sandra' })).toEqual({ entity: { id: 'Sandra' }, violations: [] });
  });

  test('an id nested at depth nulls the nearest nullable place around it', () => {
    const selection = '{ name experiences { role topic { id label } } }';
    const answer = {
      name: 'Sandra',
      experiences: [
        { role: 'LED', topic: { id: 'gera:topic:1', label: 'A' } },
        { role: 'LED', topic: { id: 'velbert:topic:1', label: 'B' } },
      ],
    };
    expect(read(selection, answer)).toEqual({
      entity: {
        name: 'Sandra',
        experiences: [
          { role: 'LED', topic: { id: 'gera:topic:1', label: 'A' } },
          { role: 'LED', topic: null },
        ],
      },
      violations: [{ kind: 'FOREIGN_ID', path: ['experiences', 1, 'topic', 'id'] }],
    });
  });

  test('an id in a list without nulls nulls the list, and what cannot do without the list', () => {
    const answer = { name: 'Sandra', programmes: [{ id: 'gera:programme:1' }, { id: 'velbert:programme:1' }] };
    expect(read('{ name programmes { id } }', answer)).toEqual({
      entity: null,
      violations: [{ kind: 'FOREIGN_ID', path: ['programmes', 1, 'id'] }],
    });
  });

  test('a city is nobody but itself', () => {
    expect(read('{ city { id } }', { city: { id: 'gera' } }).entity).toEqual({ city: { id: 'gera' } });
    expect(read('{ city { id } }', { city: { id: 'velbert' } })).toEqual({
      entity: { city: null },
      violations: [{ kind: 'FOREIGN_ID', path: ['city', 'id'] }],
    });
  });

  test('a concept is a concept of the hub', () => {
    const reading = (id: string): EntityReading =>
      read(
        '{ mappings { concept { id } match } }',
        { mappings: [{ concept: { id }, match: 'EXACT_MATCH' }] },
        'gera:topic:1',
        'Topic',
      );
    expect(reading('concept:housing').violations).toEqual([]);
    expect(reading('velbert').entity).toEqual({ mappings: [{ concept: null, match: 'EXACT_MATCH' }] });
  });

  test('hosts and guests may be other cities, but nothing else', () => {
    const reading = (answer: unknown): EntityReading =>
      read('{ hostId guestIds }', answer, 'gera:exchange:1', 'Exchange');
    const answer = { hostId: 'gera', guestIds: ['velbert', 'jena'] };
    expect(reading(answer)).toEqual({ entity: answer, violations: [] });
    expect(reading({ hostId: 'concept:x', guestIds: [] }).entity).toEqual({ hostId: null, guestIds: [] });
    expect(reading({ hostId: null, guestIds: ['gera:staff:1'] }).entity).toBeNull();
  });
});

describe('a value that the contract does not allow becomes null', () => {
  test.each([
    ['{ name }', { name: 7 }, ['name']],
    ['{ name }', { name: null }, ['name']],
    ['{ name }', {}, ['name']],
    ['{ name }', [], []],
    ['{ name }', 'Sandra', []],
    ['{ languages }', { languages: 'de' }, ['languages']],
    ['{ languages }', { languages: [null] }, ['languages', 0]],
    ['{ kind }', { kind: 'MAYOR' }, ['kind']],
    ['{ __typename name }', { __typename: 'Topic', name: 'X' }, ['__typename']],
    ['{ updatedAt }', { updatedAt: { $date: 1 } }, ['updatedAt']],
  ])('%s answered with %j', (selection, answer, path) => {
    expect(read(selection, answer)).toEqual({ entity: null, violations: [{ kind: 'MALFORMED', path }] });
  });

  test('and only the nearest nullable place', () => {
    expect(read('{ name contact { email } }', { name: 'Sandra', contact: 'none' })).toEqual({
      entity: { name: 'Sandra', contact: null },
      violations: [{ kind: 'MALFORMED', path: ['contact'] }],
    });
  });

  test.each([2 ** 31, 1.5, '3'])('an Int of %p', (participants) => {
    expect(read('{ participants }', { participants }, 'gera:exchange:1', 'Exchange').entity).toEqual({
      participants: null,
    });
  });
});

test('selections of one field in several fragments are read as one', () => {
  const operation = `query ($representations: [_Any!]!) {
    _entities(representations: $representations) {
      ... on Node { ... on Staff { contact { email } } }
      ... on Topic { label }
      ...More
    }
  }
  fragment More on Staff { contact { phone } }`;
  const reading = compileAnswerReader(parse(operation), contract)(
    { contact: { email: 'a', phone: 'b' } },
    { __typename: 'Staff', id: 'gera:staff:1' },
    'gera',
  );
  expect(reading.entity).toEqual({ contact: { email: 'a', phone: 'b' } });
});

test('a flood of violations is reported up to a bound', () => {
  const experiences = Array.from({ length: 1000 }, () => ({ topic: { id: 'velbert:topic:1' } }));
  expect(read('{ experiences { topic { id } } }', { experiences }).violations).toHaveLength(20);
});

test('no field of the contract has an interface or union type, so the type of every object is known', () => {
  const outputs = Object.values(contract.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => Object.values(type.getFields()))
    .filter(({ name }) => name !== '_entities');
  expect(outputs.filter(({ type }) => isAbstractType(getNamedType(type)))).toEqual([]);
});
