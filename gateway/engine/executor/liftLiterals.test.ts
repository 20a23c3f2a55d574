import { buildSchema, parse, print, stripIgnoredCharacters } from 'graphql';
import { liftLiterals } from './liftLiterals';

const schema = buildSchema(`
  scalar Date
  enum Order { UP DOWN }
  input Filter { name: String ids: [ID!] below: Filter since: Date }
  type Item { id: ID! text(length: Int): String }
  type Query {
    items(first: Int = 20, ids: [ID!], filter: Filter, order: Order, near: Float, since: Date): [Item!]!
    item(id: ID!): Item
    exempt(first: Int): Item
  }
`);

function lift(query: string) {
  const { document: lifted, values } = liftLiterals(parse(query), { schema, except: new Set(['exempt']) });
  return { query: stripIgnoredCharacters(print(lifted)), values };
}

test('operations that differ in the values of arguments become the same', () => {
  const one = lift('{ items(first: 3, order: UP, near: 1.5) { text(length: 7) } }');
  const other = lift('{ items(first: 4, order: DOWN, near: 2) { text(length: 8) } }');
  expect(one).toEqual({
    query:
      'query($literal0:Int$literal1:Order$literal2:Float$literal3:Int){items(first:$literal0 order:$literal1 near:$literal2){text(length:$literal3)}}',
    values: { literal0: 3, literal1: 'UP', literal2: 1.5, literal3: 7 },
  });
  expect(other).toEqual({ query: one.query, values: { literal0: 4, literal1: 'DOWN', literal2: 2, literal3: 8 } });
});

test('the same value of the same type is one variable, so that fields can still be merged', () => {
  expect(lift('{ a: item(id: "x") { id } ...F } fragment F on Query { a: item(id: "x") { text(length: 1) } }')).toEqual(
    {
      query:
        'query($literal0:ID!$literal1:Int){a:item(id:$literal0){id}...F}fragment F on Query{a:item(id:$literal0){text(length:$literal1)}}',
      values: { literal0: 'x', literal1: 1 },
    },
  );
});

test('lists and objects become JSON', () => {
  expect(
    lift('{ items(ids: ["a", 12345678901234567890], filter: { name: null, below: { ids: [] } }) { id } }').values,
  ).toEqual({
    literal0: ['a', '12345678901234567890'],
    literal1: { name: null, below: { ids: [] } },
  });
});

test.each([
  ['a custom scalar', '{ items(since: "2024") { id } }'],
  ['a custom scalar in an object', '{ items(filter: { since: 2024 }) { id } }'],
  ['null', '{ items(first: null) { id } }'],
  ['one item for a list', '{ items(ids: "a") { id } }'],
  ['an object with a variable in it', 'query ($n: String) { items(filter: { name: $n }) { id } }'],
  ['a number that is too large', '{ items(near: 1e999) { id } }'],
  ['an argument of a field that is excepted', '{ exempt(first: 1) { id } }'],
  ['a condition', '{ items @include(if: true) { id } }'],
])('%s stays as it is', (_, query) => {
  expect(lift(query)).toEqual({ query: stripIgnoredCharacters(query), values: {} });
});

test("the client's own variables keep their names and defaults", () => {
  expect(lift('query ($literal0: Int = 5) { items(first: $literal0, order: UP) { id } }')).toEqual({
    query: 'query($literal0:Int=5$literal0_:Order){items(first:$literal0 order:$literal0_){id}}',
    values: { literal0_: 'UP' },
  });
});
