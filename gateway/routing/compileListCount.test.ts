import { buildSchema, parse } from 'graphql';
import { compileListCount } from './compileListCount';

const contract = buildSchema(`
  union _Entity = City
  interface Node { id: ID! }
  type PageInfo { hasNextPage: Boolean! }
  type Topic implements Node { id: ID! label: String! }
  type Staff implements Node { id: ID! name: String! topics: [Topic!]! }
  type StaffConnection { nodes: [Staff!]! pageInfo: PageInfo! }
  type City implements Node { id: ID! staff: StaffConnection! }
  type Query { _entities: [_Entity]! }
`);

const gera = {
  staff: {
    nodes: [
      { name: 'Ada', topics: [{ id: '1' }, { id: '2' }] },
      { name: 'Ben', topics: [{ id: '1' }] },
    ],
  },
};

test('the items of a list are counted, and those of the lists below it', () => {
  const document = parse('{ _entities { ... on City { staff { nodes { name topics { id } } } } } }');
  const counts = compileListCount(document, contract)('City', gera);
  expect(Object.fromEntries(counts)).toEqual({ 'City.staff': 2, 'Staff.topics': 3 });
});

test('a list is counted once, in however many places it is selected', () => {
  const document = parse(`
    { _entities { ... on City { staff { nodes { name } } ...People } } }
    fragment People on City { staff { nodes { topics { id } } nodes { topics { label } } } }
  `);
  const counts = compileListCount(document, contract)('City', gera);
  expect(Object.fromEntries(counts)).toEqual({ 'City.staff': 2, 'Staff.topics': 3 });
});
