import { buildSchema, Kind, parse } from 'graphql';
import type { OperationDefinitionNode } from 'graphql';
import { weighOperation } from './weighOperation';
import type { OperationWeight } from './weighOperation';

const schema = buildSchema(`
  type Query { people(first: Int = 20): PersonConnection!  groups: [Group!]!  one: Person }
  type PersonConnection { totalCount: Int!  nodes: [Person!]! }
  type Person { name: String  friends: [Person!]! }
  type Group { name: String }
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
    listSizeOf: (field) => (field === 'Query.groups' ? 1_000 : undefined),
  });
}

test.each([
  ['a field', '{ one { name } }', {}, { selections: 2, values: 2, nesting: 2 }],
  ['a page of its usual size', '{ people { nodes { name } } }', {}, { selections: 3, values: 20 * 3, nesting: 3 }],
  ['a page of a size that is asked for', '{ people(first: 3) { totalCount } }', {}, { values: 3 * 2 }],
  ['a variable', 'query ($n: Int) { people(first: $n) { totalCount } }', { n: 7 }, { values: 7 * 2 }],
  ['a page that will be refused', '{ people(first: 2000000) { totalCount } }', {}, { values: 2 }],
  ['a list of known length', '{ groups { name } }', {}, { values: 1_000 * 2 }],
  ['lists of unknown length', '{ one { friends { friends { name } } } }', {}, { values: 1 + 5 * (1 + 5 * 2) }],
  ['a fragment without a name', '{ ... { one { name } } }', {}, { selections: 3, values: 2, nesting: 3 }],
  [
    'a fragment at each of its places',
    '{ a: one { ...F } b: one { ...F } } fragment F on Person { name }',
    {},
    { selections: 6, values: 4, nesting: 3 },
  ],
])('%s is weighed', (_what, query, variables, weight) => {
  expect(weigh(query, variables)).toMatchObject(weight);
});

test('fragments that double each other 400 times are weighed at once', () => {
  const fragments = Array.from({ length: 400 }, (_, at) =>
    at < 399
      ? `fragment F${at} on Person { a: friends { ...F${at + 1} } b: friends { ...F${at + 1} } }`
      : `fragment F${at} on Person { name }`,
  );
  const startedAt = performance.now();
  expect(weigh(`{ one { ...F0 } } ${fragments.join(' ')}`).selections).toBeGreaterThan(1e120);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});
