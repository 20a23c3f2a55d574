import { parse, print } from 'graphql';
import { markInaccessible } from './markInaccessible';

const marked = (sdl: string): string => print(markInaccessible(parse(sdl)));
const same = (sdl: string): string => print(parse(sdl));

test('what clients cannot come to is marked in full', () => {
  const sdl = `
    type Query { hits(filter: HitFilter, mark: Mark): Hits! @inaccessible  people(kind: Kind): [Person!]! }
    type Hits @inaccessible { hits(first: Int = 1): [String!]!  mark: Mark }
    input HitFilter @inaccessible { kind: Kind = A }
    type Person { name: String! }
    enum Kind { A }
    enum Mark { B C }`;
  expect(marked(sdl)).toBe(
    same(`
    type Query {
      hits(filter: HitFilter @inaccessible, mark: Mark @inaccessible): Hits! @inaccessible
      people(kind: Kind): [Person!]!
    }
    type Hits @inaccessible { hits(first: Int = 1 @inaccessible): [String!]! @inaccessible  mark: Mark @inaccessible }
    input HitFilter @inaccessible { kind: Kind = A @inaccessible }
    type Person { name: String! }
    enum Kind { A }
    enum Mark @inaccessible { B @inaccessible C @inaccessible }`),
  );
});

test('what clients can come to is left as it is, and what is marked is not marked again', () => {
  const open = 'type Query { a(kind: [Kind!]!): Int }  enum Kind { A }  interface Node { id: ID! }';
  expect(marked(open)).toBe(same(open));
  const once = marked('type Query { a: Hit @inaccessible }  type Hit @inaccessible { id: ID! @inaccessible }');
  expect(marked(once)).toBe(once);
});
