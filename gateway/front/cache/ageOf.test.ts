import { ApolloServer } from '@apollo/server';
import { buildSchema, getOperationAST, parse } from 'graphql';
import { ageOf } from './ageOf';
import { readCacheHints } from './readCacheHints';

const sdl = `
  directive @cacheControl(maxAge: Int, inheritMaxAge: Boolean) on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
  type Query { books: BookConnection  thing: Thing  any: Any  word: Word }
  type BookConnection @cacheControl(maxAge: 20) { totalCount: Int!  nodes: [Book!]!  edges: [BookEdge!]! }
  type BookEdge @cacheControl(inheritMaxAge: true) { cursor: String!  node: Book! }
  interface Thing @cacheControl(maxAge: 30) { id: ID! }
  type Book implements Thing @cacheControl(maxAge: 60) { id: ID!  author: Author  lentNow: Boolean @cacheControl(maxAge: 0) }
  type Author @cacheControl(maxAge: 10) { name: String  birth: Birth }
  type Birth { year: Int }
  type Word implements Thing @cacheControl(maxAge: 60) { id: ID! }
  union Any @cacheControl(maxAge: 40) = Book | Word
`;
const schema = buildSchema(sdl);
const hints = readCacheHints([sdl]);

function ageFor(query: string, operationName?: string): number {
  const document = parse(query);
  return ageOf(getOperationAST(document, operationName)!, document, schema, hints);
}

/** Of each kind there is one. */
const word = { __typename: 'Word', id: 'word' };
const book = { __typename: 'Book', id: 'book', lentNow: true, author: { name: 'Ann', birth: { year: 1900 } } };
const books = { totalCount: 1, nodes: [book], edges: [{ cursor: 'at', node: book }] };

/** What Apollo Server finds while it resolves fields. */
async function ageByApollo(query: string): Promise<number> {
  const server = new ApolloServer({
    typeDefs: sdl,
    resolvers: { Query: { books: () => books, thing: () => book, any: () => word, word: () => word } },
  });
  const { http } = await server.executeOperation({ query, variables: { no: false } });
  await server.stop();
  return Number(/^max-age=(\d+), public$/.exec(http.headers.get('cache-control') ?? '')?.[1] ?? 0);
}

describe.each([
  ['its only field', '{ word { id } }', 60],
  ['the smallest', '{ books { totalCount } word { id } }', 20],
  ['a wrapper around it', '{ books { nodes { id } } }', 20],
  ['a wrapper that inherits', '{ books { edges { cursor node { id } } } }', 20],
  ['a nested field', '{ books { nodes { author { name } } } }', 10],
  ['a nested field without a hint, which keeps nothing', '{ books { nodes { author { birth { year } } } } }', 0],
  ['a scalar of the moment, which keeps nothing', '{ thing { ... on Book { lentNow } } }', 0],
  ['a field under another name', '{ word: books { lentNow: totalCount } }', 20],
  ['an interface', '{ thing { id } }', 30],
  ['a fragment on a type of an interface', '{ thing { ... on Book { author { name } } } }', 10],
  ['a fragment without a type', '{ ... { books { totalCount } } }', 20],
  ['a union', '{ any { __typename ... on Word { id } } }', 40],
  ['a fragment', '{ thing { ...B } } fragment B on Book { author { ...A } } fragment A on Author { name }', 10],
  ['what a variable may leave out', 'query ($no: Boolean!) { word { id } books @skip(if: $no) { totalCount } }', 20],
  ['all but introspection', '{ __typename word { __typename id } __schema { types { name } } }', 60],
  ['introspection alone, which keeps nothing', '{ __schema { types { fields { name } } } __typename }', 0],
])('an operation keeps for as long as %s', (_what, query, age) => {
  test('by its text', () => {
    expect(ageFor(query)).toBe(age);
  });

  test('as Apollo Server finds by its answer', async () => {
    expect(await ageByApollo(query)).toBe(age);
  });
});

test('the other operations of a document do not count', () => {
  const document = `
    query Short { thing { ...B } }
    query Long { word { id } }
    fragment B on Book { author { name } }
  `;
  expect([ageFor(document, 'Short'), ageFor(document, 'Long')]).toEqual([10, 60]);
});

test('a field that the hints do not know keeps nothing', () => {
  const document = parse('{ word { id } }');
  expect(ageOf(getOperationAST(document)!, document, schema, new Map([['Query.word', 60]]))).toBe(0);
});

test('fragments that double each other 400 times are looked through once each', () => {
  const fragments = Array.from({ length: 400 }, (_, at) =>
    at < 399
      ? `fragment F${at} on Query { a: books { totalCount } ...F${at + 1} ... { ...F${at + 1} } }`
      : `fragment F${at} on Query { word { id } }`,
  );
  // One by one, at every place, they would not come to an end.
  expect(ageFor(`{ ...F0 } ${fragments.join(' ')}`)).toBe(20);
});
