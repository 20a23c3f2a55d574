import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { findGrowthFaults } from './findGrowthFaults';
import { readHubSchemas } from './HubSchemas';

const schemas = readHubSchemas();
const first = buildSubgraphSchema(parse(schemas.firstCity));
const faultsOf = (from: string, to: string): readonly string[] => {
  const sdl = schemas.firstCity.replace(from, to);
  expect(sdl).not.toBe(schemas.firstCity);
  return findGrowthFaults(first, buildSubgraphSchema(parse(sdl)));
};

test('a city of contract 1.0 can take part in a network of this version', () => {
  expect(findGrowthFaults(first, buildSubgraphSchema(parse(schemas.city)))).toEqual([]);
});

test.each([
  ['a nullable field', 'type Contact {', 'type Contact {\n fax(at: String! = "home"): String'],
  ['a type, through a nullable field', 'type Contact {', 'type Fax { number: String! } type Contact {\n fax: Fax'],
  ['an optional argument of a nullable field', '  email: String\n', '  email(at: String): String\n'],
  ['an optional field of an input', 'input CityNeedFilter {', 'input CityNeedFilter {\n faxed: Boolean'],
  ['a value of an enum', 'enum OfferKind {', 'enum OfferKind {\n FAX'],
  ['what the hub alone asks', 'summary: Summary!', 'faxes: [String!]! @inaccessible summary: Summary!'],
])('the contract may grow by %s', (_, from, to) => {
  expect(faultsOf(from, to)).toEqual([]);
});

test.each([
  ['a field goes', '  """E-mail address."""\n  email: String\n', '', 'Contact.email was removed.'],
  [
    'a new field cannot be null',
    'type Contact {',
    'type Contact {\n fax: String!',
    'Contact.fax is new, so it has to be nullable.',
  ],
  [
    'a field that cannot be null has a new argument',
    'updatedAt: DateTime!',
    'updatedAt(zone: String): DateTime!',
    'Exchange.updatedAt(zone:) is new, and has no place on a field that is not nullable.',
  ],
  [
    'a new argument is required',
    '  email: String\n',
    '  email(at: String!): String\n',
    'A required arg at on Contact.email was added.',
  ],
  [
    'an argument has another default value',
    'first: Int = 20',
    'first: Int = 10',
    'City.staff arg first has changed defaultValue from 20 to 10.',
  ],
  [
    'there are new entities',
    'type Contact {',
    'type Fax @key(fields: "id") { id: ID! } type Contact {',
    'Fax was added to union type _Entity.',
  ],
])('the contract may not grow so that %s', (_, from, to, fault) => {
  expect(faultsOf(from, to)).toContain(fault);
});
