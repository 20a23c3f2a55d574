import { ApolloServer } from '@apollo/server';
import { buildSchema, getOperationAST, parse } from 'graphql';
import { ageOf, readCacheHints } from './cacheHints';

const DIRECTIVE =
  'directive @cacheControl(maxAge: Int, inheritMaxAge: Boolean) on FIELD_DEFINITION | OBJECT | INTERFACE | UNION';

const library = `
  ${DIRECTIVE}
  type Query {
    book: Book
    said: Book @cacheControl(maxAge: 5)
    shelf: Shelf
    openShelf: Shelf @cacheControl(maxAge: 20)
    anything: Anything
    thing: Thing
    motto: String
    mottoOfYear: String @cacheControl(maxAge: 9)
    page: Page
  }
  type Book implements Thing @key(fields: "id") @cacheControl(maxAge: 60) {
    id: ID!
    title: String
    lentNow: Boolean @cacheControl(maxAge: 0)
    shelf: Shelf
    likely: Shelf @cacheControl(inheritMaxAge: true)
    sequels: [Book!]! @cacheControl(inheritMaxAge: true)
    page: Page
  }
  type Shelf { number: Int  books: [Book!]! }
  type Page @cacheControl(inheritMaxAge: true) { number: Int }
  interface Thing @cacheControl(maxAge: 30) { id: ID! }
  union Anything @cacheControl(maxAge: 40) = Book | Shelf
`;
/** Knows nothing of ages. */
const readers = `
  type Query { readers: [Reader!]! }
  type Book @key(fields: "id") { id: ID!  reviews: [Review!]!  reader: Reader  shelfOfReader: Shelf }
  type Review { text: String  author: Author }
  type Author { name: String }
  type Reader @key(fields: "id") { id: ID!  books: [Book!]! }
  type Shelf @key(fields: "number") { number: Int }
`;
const lending = `
  ${DIRECTIVE}
  type Reader @key(fields: "id", resolvable: false) @cacheControl(maxAge: 15) { id: ID! }
  type Book @key(fields: "id") @cacheControl(maxAge: 50) { id: ID! }
`;

const alone = readCacheHints([library]);
const together = readCacheHints([library, readers, lending]);

test.each([
  ['a root field by its type', 'Query.book', 60],
  ['a field by its own hint before that of its type', 'Query.said', 5],
  ['an interface', 'Query.thing', 30],
  ['a union', 'Query.anything', 40],
  ['a composite type without a hint', 'Query.shelf', 0],
  ['the same with one on the field', 'Query.openShelf', 20],
  ['a scalar of the root', 'Query.motto', 0],
  ['the same with a hint', 'Query.mottoOfYear', 9],
  ['a root field whose type inherits, from nothing', 'Query.page', 0],
  ['a scalar', 'Book.title', Infinity],
  ['a scalar of the moment', 'Book.lentNow', 0],
  ['a nested composite field without a hint', 'Book.shelf', 0],
  ['the same where it inherits', 'Book.likely', Infinity],
  ['a field that inherits, though its type has an age', 'Book.sequels', 60],
  ['a type that inherits', 'Book.page', Infinity],
  ['a list', 'Shelf.books', 60],
])('the age of %s is that of Apollo Server', (_what, field, age) => {
  expect(alone.get(field)).toBe(age);
});

test.each([
  ['what only a subgraph without the directive has inherits', 'Book.reviews', Infinity],
  ['and so does what lies within', 'Review.author', Infinity],
  ['its root fields have the age of their type', 'Query.readers', 15],
  ['a stub in another subgraph says the age of an entity', 'Book.reader', 15],
  ['where two subgraphs differ, the smaller age counts', 'Reader.books', 50],
  ['what another could have said and did not has none', 'Book.shelfOfReader', 0],
])('of several subgraphs, %s', (_what, field, age) => {
  expect(together.get(field)).toBe(age);
});

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
