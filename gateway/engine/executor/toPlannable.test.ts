import { Supergraph } from '@apollo/federation-internals';
import { getOperationAST, parse, print, stripIgnoredCharacters } from 'graphql';
import { composeSubgraphs } from '../../../subgraphs/composing/composeSubgraphs';
import { PlanNames, toPlannable } from './toPlannable';

const composed = composeSubgraphs({
  items: `
    type Query { items(ids: [ID!], first: Int!= 20, filter: Filter): [Item!]! item(id: ID!): Item }
    input Filter { first: Int! = 3 }
    type Item { id: ID! name(upper: Boolean! = true): String }
  `,
});
if (composed.status === 'FAILED') throw new Error(composed.reasons.join('\n'));
const supergraph = Supergraph.build(composed.supergraphSdl);
const schema = supergraph.apiSchema().toGraphQLJSSchema();
const names = new PlanNames(supergraph.schema);

function plannable(query: string, variables: Record<string, unknown> = {}, operationName?: string): string {
  const document = parse(query);
  const nulls = new Set(Object.keys(variables).filter((name) => variables[name] === null));
  const operation = getOperationAST(document, operationName)!;
  return stripIgnoredCharacters(print(toPlannable(document, operation, { schema, names, variables, nulls })));
}

test('aliases cannot be taken for fields that the planner adds', () => {
  expect(plannable('{ items { id: name __typename: id name: name kind: __typename } }')).toBe(
    '{items{as_id:name as___typename:id name as_kind:__typename}}',
  );
});

test('of several operations one is left, with what it uses', () => {
  const query =
    'query A { item(id: "a") { ...F } } query B { items { ...G } } fragment F on Item { id } fragment G on Item { name }';
  expect(plannable(query, {}, 'A')).toBe('query A{item(id:"a"){...F}}fragment F on Item{id}');
});

test('introspection is not fetched', () => {
  expect(plannable('{ __schema { description } a: __type(name: "Item") { name } items { id } }')).toBe('{items{id}}');
});

test.each([
  ['an argument', 'query ($x: ID = "a") { item(id: $x) { id } items { id } }'],
  ['an argument with a default', 'query ($x: Int) { items { id } a: items(first: $x) { id } }'],
  ['an item of a list', 'query ($x: ID = "a") { items { id } a: items(ids: ["b", $x]) { id } }'],
  ['a field of an input', 'query ($x: Int) { items { id } a: items(filter: { first: $x }) { id } }'],
  ['a condition', 'query ($x: Boolean = true) { items { id } item(id: "a") @include(if: $x) { id } }'],
])('a field is not fetched for which a null was given in %s that allows none', (_, query) => {
  expect(plannable(query, { x: null })).toBe('{items{id}}');
});

test('a null is fetched with where it is allowed', () => {
  const query = 'query($x:[ID!]=["a"]){items(ids:$x){id}}';
  expect(plannable(query, { x: null })).toBe(query);
});
