import { buildSchema, Kind, parse } from 'graphql';
import type { OperationDefinitionNode } from 'graphql';
import { weighOperation } from './weighOperation';
import type { OperationWeight } from './weighOperation';

const schema = buildSchema(`
  type Query { people(first: Int = 20): PersonConnection!  groups(ids: [ID!]): [Group!]!  one: Person  any: [Node]! }
  type PersonConnection { totalCount: Int!  nodes: [Person!]! }
  interface Node { id: ID }
  type Person implements Node { id: ID  name: String  friends: [Person!]!  words: [String!]! }
  type Group implements Node { id: ID  name: String }
`);

function weigh(query: string, variables: Record<string, unknown> = {}): OperationWeight {
  const document = parse(query);
  const operation = document.definitions.find(
    ({ kind }) => kind === Kind.OPERATION_DEFINITION,
  ) as OperationDefinitionNode;
  return weighOperation({
    schema,
    operation,
    document,
    variables,
    listSizeOf: ({ coordinate, args, owner }) => {
      if (coordinate === 'Query.groups') return (args['ids'] as unknown[] | undefined)?.length ?? 1_000;
      if (coordinate === 'PersonConnection.nodes') return Number(owner?.args['first']);
      return undefined;
    },
  });
}

test.each([
  ['a field', '{ one { name } }', {}, { selections: 2, values: 2 }],
  ['a page of its usual size', '{ people { nodes { name } } }', {}, { selections: 3, values: 1 + 20 * 2 }],
  [
    'a page of a size that is asked for',
    '{ people(first: 3) { totalCount nodes { name } } }',
    {},
    { values: 2 + 3 * 2 },
  ],
  [
    'null as the usual size',
    'query ($n: Int) { people(first: $n) { nodes { name } } }',
    { n: null },
    { values: 1 + 20 * 2 },
  ],
  ['a variable', 'query ($n: Int) { people(first: $n) { nodes { name } } }', { n: 7 }, { values: 1 + 7 * 2 }],
  [
    'the default of a variable',
    'query ($n: Int = 8) { people(first: $n) { nodes { name } } }',
    { n: 8 },
    { values: 1 + 8 * 2 },
  ],
  ['what is beside a page once', '{ people(first: 100) { totalCount } }', {}, { values: 2 }],
  ['a list of known length', '{ groups { name } }', {}, { values: 1_000 * 2 }],
  [
    'a list by an argument',
    'query ($i: [ID!]) { groups(ids: $i) { name } }',
    { i: ['a', 'a', 'b'] },
    { values: 3 * 2 },
  ],
  ['lists of unknown length', '{ one { friends { friends { name } } } }', {}, { values: 1 + 5 * (1 + 5 * 2) }],
  ['a list of texts', '{ one { words } }', {}, { values: 1 + 5 }],
  ['a fragment without a name', '{ ... { one { name } } }', {}, { selections: 3, values: 2 }],
  [
    'a fragment at each of its places',
    '{ a: one { ...F } b: one { ...F } } fragment F on Person { name }',
    {},
    { selections: 6, values: 4 },
  ],
  [
    'a fragment of a page by the page',
    '{ a: people(first: 2) { ...P } b: people(first: 30) { ...P } } fragment P on PersonConnection { nodes { name } }',
    {},
    { values: 2 + (2 + 30) * 2 },
  ],
  [
    'fragments on the types of an interface',
    '{ any { id ... on Person { friends { name } } ...G } } fragment G on Group { name }',
    {},
    { values: 5 * (1 + 1 + 5 * 2 + 1) },
  ],
  ['introspection', '{ __schema { types { name } } }', {}, { values: 1 + 17 * 2, introspected: 1 + 17 * 2 }],
])('%s is weighed', (_what, query, variables, weight) => {
  expect(weigh(query, variables)).toMatchObject(weight);
});

test('introspection that goes from type to type is weighed by the longest lists', () => {
  const once = weigh('{ __schema { types { fields { name } } } }').introspected;
  const twice = weigh('{ __schema { types { fields { type { fields { name } } } } } }').introspected;
  expect(twice).toBeGreaterThan(5 * once);
  expect(weigh('{ __type(name: "Query") { fields { name } } }').introspected).toBeGreaterThan(2 * 5);
});
