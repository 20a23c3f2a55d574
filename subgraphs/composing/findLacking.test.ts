import { buildSchema } from 'graphql';
import { findLacking } from './findLacking';

const contract = buildSchema(`
  type Query { staff(name: String, filter: Filter): [Staff!] }
  interface Node { id: ID!  url: String }
  type Staff implements Node { id: ID!  url: String  role(lang: String): Role  office: Office }
  type Office { street: String }
  input Filter { role: Role  street: String }
  enum Role { LED WORKED }
`);

test('what is lacking is named by its coordinate, without what is inside', () => {
  const city = buildSchema(`
    type Query { staff(filter: Filter): [Staff!] }
    interface Node { id: ID! }
    type Staff implements Node { id: ID!  role: Role }
    input Filter { role: Role }
    enum Role { LED }
  `);
  expect([...findLacking(contract, city)]).toEqual([
    'Filter.street',
    'Node.url',
    'Office',
    'Query.staff(name:)',
    'Role.WORKED',
    'Staff.office',
    'Staff.role(lang:)',
    'Staff.url',
  ]);
});

test('a city that has more lacks nothing', () => {
  const city = buildSchema(`
    type Query { staff(name: String, filter: Filter, first: Int): [Staff!] fax: String }
    interface Node { id: ID!  url: String }
    type Staff implements Node { id: ID!  url: String  role(lang: String): Role  office: Office fax: String }
    type Office { street: String }
    input Filter { role: Role  street: String fax: String }
    enum Role { LED WORKED FAXED }
  `);
  expect(findLacking(contract, city).size).toBe(0);
});
