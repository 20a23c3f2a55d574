import { buildSubgraphSchema } from '@apollo/subgraph';
import { getNamedType, isAbstractType, isObjectType, parse } from 'graphql';
import { CONTRACT } from '../../subgraphs/composing/test/startFakeCity';
import { compileAnswerReader } from './compileAnswerReader';
import type { EntityReading } from './compileAnswerReader';

const contract = buildSubgraphSchema(parse(CONTRACT));

type Dropped = Pick<EntityReading, 'entity' | 'violations'>;

/** Reads what Gera answered for one of its records. */
function read(selection: string, answer: unknown, id = 'gera:staff:1', typeName = 'Staff'): Dropped {
  const { entity, violations } = readWith({}, selection, answer, id, typeName);
  return { entity, violations };
}

/** The same with values of the variables `$first` and `$last`, and all that comes of it. */
function readWith(
  variables: Readonly<Record<string, unknown>>,
  selection: string,
  answer: unknown,
  id: string,
  typeName: string,
): EntityReading {
  const operation = `query ($representations: [_Any!]!, $first: Int, $last: Int = 3) {
    _entities(representations: $representations) { ... on ${typeName} ${selection} }
  }`;
  const asked = { city: 'gera', variables };
  return compileAnswerReader(parse(operation), contract, (cursor) => cursor)(
    answer,
    { __typename: typeName, id },
    asked,
  );
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

test('a cursor that the answer has under many names is closed once for clients, and again for another answer', () => {
  const aliases = Array.from({ length: 50 }, (_, at) => `a${at}: endCursor`).join(' ');
  const operation = `query ($representations: [_Any!]!) {
    _entities(representations: $representations) { ... on City { topics { pageInfo { ${aliases} } edges { cursor } } } }
  }`;
  const closed: string[] = [];
  const read = compileAnswerReader(parse(operation), contract, (cursor, cityId) => {
    closed.push(`${cityId} ${cursor}`);
    return cursor.toUpperCase();
  });
  const pageInfo = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`a${at}`, 'last']));
  const answer = { topics: { pageInfo, edges: [{ cursor: 'first' }, { cursor: 'last' }] } };
  const ask = (city: string) => {
    const { entity, closing = [] } = read(answer, { __typename: 'City', id: city }, { city, variables: {} });
    expect([...closing]).toHaveLength(52);
    return entity;
  };
  expect(ask('gera')).toMatchObject({
    topics: { pageInfo: { a0: 'LAST', a49: 'LAST' }, edges: [{ cursor: 'FIRST' }, { cursor: 'LAST' }] },
  });
  expect(closed).toEqual(['gera last', 'gera first']);
  ask('velbert');
  expect(closed.slice(2)).toEqual(['velbert last', 'velbert first']);
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
    const reading = (id: string): Dropped =>
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
    const reading = (answer: unknown): Dropped => read('{ hostId guestIds }', answer, 'gera:exchange:1', 'Exchange');
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
  const reading = compileAnswerReader(parse(operation), contract, (cursor) => cursor)(
    { contact: { email: 'a', phone: 'b' } },
    { __typename: 'Staff', id: 'gera:staff:1' },
    { city: 'gera', variables: {} },
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

describe('a page is as long as was asked for at most', () => {
  const topics = (count: number) => ({
    nodes: new Array(count).fill({ label: 'Housing' }),
    pageInfo: { endCursor: 'x' },
  });
  test.each([
    ['by a literal', 'first: 2', {}, 2],
    ['by a variable', 'first: $first', { first: 4 }, 4],
    ['by the default of a variable', 'first: $last', {}, 3],
    ['by default', '', {}, 20],
    ['by a variable that is not given', 'first: $first', {}, 20],
    ['by a variable that is null', 'first: $first', { first: null }, 20],
    ['beyond what may be asked for', 'first: 5000', {}, 100],
  ])('%s', (_, argument, variables, size) => {
    const list = argument === '' ? 'topics' : `topics(${argument})`;
    const ask = (count: number) =>
      readWith(variables, `{ ${list} { nodes { label } } }`, { topics: topics(count) }, 'gera', 'City');
    expect(ask(size).entity).toEqual({ topics: { nodes: topics(size).nodes } });
    expect(ask(size)).toMatchObject({ violations: [], cuts: [], values: 2 + 2 * size });
    expect(ask(size + 1)).toMatchObject({
      entity: { topics: null },
      violations: [{ kind: 'TOO_MANY', path: ['topics', 'nodes'] }],
    });
  });

  test('in its edges, under an alias, and within another page', () => {
    const answer = { a: { edges: [{ node: { b: { nodes: [{ name: 'A' }, { name: 'B' }] } } }] } };
    const selection = '{ a: topics(first: 1) { edges { node { b: staff(first: 1) { nodes { name } } } } } }';
    expect(readWith({}, selection, answer, 'gera', 'City')).toMatchObject({
      entity: { a: null },
      violations: [{ kind: 'TOO_MANY', path: ['a', 'edges', 0, 'node', 'b', 'nodes'] }],
    });
  });
});

describe('what is longer than the contract allows is cut', () => {
  const cut = (selection: string, answer: unknown) => readWith({}, selection, answer, 'gera:staff:1', 'Staff');

  test('a list', () => {
    const { entity, violations, cuts } = cut('{ languages }', { languages: new Array(1_001).fill('de') });
    expect(entity?.languages).toHaveLength(1_000);
    expect({ violations, cuts }).toEqual({ violations: [], cuts: [{ field: 'Staff.languages', kind: 'LIST' }] });
    expect(cut('{ languages }', { languages: new Array(1_000).fill('de') }).cuts).toEqual([]);
  });

  test.each([
    ['a line', 'name', 300],
    ['prose', 'source', 20_000],
  ])('%s', (_, field, most) => {
    const { entity, violations, cuts } = cut(`{ ${field} }`, { [field]: 'ä'.repeat(most + 1) });
    expect(entity?.[field]).toBe(`${'ä'.repeat(most - 1)}…`);
    expect({ violations, cuts }).toEqual({ violations: [], cuts: [{ field: `Staff.${field}`, kind: 'TEXT' }] });
    expect(cut(`{ ${field} }`, { [field]: '👩'.repeat(most) })).toMatchObject({
      entity: { [field]: '👩'.repeat(most) },
      cuts: [],
    });
  });
});

describe('texts', () => {
  test('are cleaned, a name to one line', () => {
    const answer = { name: 'Amt\u001b[31m\nfür\u202e Woh\u00adnen\u{e0041}', source: 'One\r\ntwo\u200b' };
    expect(read('{ name source }', answer).entity).toEqual({ name: 'Amt[31m für Wohnen', source: 'One\ntwo' });
  });

  test.each(['\u3164', '\u2800\u2800', '\u00a0 \u3000', '\u115f\uffa0', '\u200b', ''])(
    'HUB-654 in which nothing is to be seen, as in %j, are null, and a dash where one must be there',
    (blank) => {
      const experiences = [{ summary: blank, topic: { label: blank } }];
      const answer = { name: blank, role: blank, languages: ['de', blank], experiences };
      expect(read('{ name role languages experiences { summary topic { label } } }', answer)).toEqual({
        entity: {
          name: '–',
          role: null,
          languages: ['de', '–'],
          experiences: [{ summary: null, topic: { label: '–' } }],
        },
        violations: [],
      });
    },
  );

  test.each([
    [
      'an address of more than 2,000 characters',
      'contact { url }',
      { contact: { url: `https://${'a'.repeat(2_000)}` } },
    ],
    ['a time that is none', 'updatedAt', { updatedAt: 'yesterday' }],
    ['a time of a megabyte', 'updatedAt', { updatedAt: `2026-01-01T00:00:00.${'0'.repeat(1024 ** 2)}Z` }],
    ['a day that there is not', 'experiences { since }', { experiences: [{ since: '2023-02-31' }] }],
    ['an id without an end', 'programmes { id }', { programmes: [{ id: `gera:programme:${'a'.repeat(1_000)}` }] }],
  ])('%s is not allowed', (_, selection, answer) => {
    expect(read(`{ ${selection} }`, answer).violations).toHaveLength(1);
  });

  test.each(['a\u0000b', 'a\u200bb', 'x'.repeat(4_001)])('a cursor is not changed, so %j is none', (endCursor) => {
    const selection = '{ topics { pageInfo { endCursor } } }';
    expect(read(selection, { topics: { pageInfo: { endCursor } } }, 'gera', 'City')).toEqual({
      entity: { topics: { pageInfo: { endCursor: null } } },
      violations: [{ kind: 'MALFORMED', path: ['topics', 'pageInfo', 'endCursor'] }],
    });
  });
});
