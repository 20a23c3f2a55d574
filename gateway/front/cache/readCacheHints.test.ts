import { readCacheHints } from './readCacheHints';

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
