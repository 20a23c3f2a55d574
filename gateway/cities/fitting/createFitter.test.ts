import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, validate } from 'graphql';
import { findLacking } from '../../../subgraphs/composing/findLacking';
import type { CityReply } from '../../../subgraphs/contract/AskCity';
import { createFitter } from './createFitter';

const FIRST = `
  type Query { staffHits(text: String, filter: StaffHitFilter): Hits! programmeHits(text: String): Hits! }
  type Hits { total: Int! hits: [Hit!]! }
  type Hit { id: ID! score: Int! }
  input StaffHitFilter { roles: [Role!] }
  enum Role { LED WORKED }
  type Staff @key(fields: "id") { id: ID! name(lang: String): String contact: Contact }
  type City @key(fields: "id") { id: ID! staff(first: Int = 20, filter: StaffFilter): [Staff!] }
  type Contact { email: String }
  input StaffFilter { role: Role }
`;
const NEWER = FIRST.replace('staffHits(', 'staffHits(near: Near, ')
  .replace('score: Int!', 'score: Int! rank: Int')
  .replace('LED WORKED', 'LED WORKED JUDGED')
  .replace('roles: [Role!]', 'roles: [Role!] near: Near')
  .replace('name(lang: String)', 'greeting(lang: String): String office: Office name(lang: String, short: Boolean)')
  .replace('email: String', 'email: String fax: String')
  .replace('role: Role', 'role: Role near: Near')
  .concat('type Office { street: String room(floor: Int): String } input Near { city: ID! km: Int }');

const schemaOf = (sdl: string) => buildSubgraphSchema(parse(sdl));
const contract = schemaOf(NEWER);
const city = schemaOf(FIRST);
const lacking = findLacking(contract, city);
const fit = createFitter(contract);

/** What the city is sent, on one line; it has to be valid for the city. */
function fitted(query: string, variables: Record<string, unknown> = {}) {
  expect(validate(contract, parse(query))).toEqual([]);
  const result = fit({ query, variables }, lacking);
  if (result.status === 'REFUSED') throw new Error(result.message);
  const { operation, complete } = result;
  expect(validate(city, parse(operation.query))).toEqual([]);
  const answered = (data: Record<string, unknown>): CityReply =>
    complete({ status: 'ANSWERED', data, errors: [], tookMs: 1 });
  return {
    text: operation.query.replace(/\s+/g, ' '),
    variables: operation.variables,
    reply: answered,
    omissions: (answered({}) as { omissions?: unknown }).omissions,
  };
}

const representations = [{ __typename: 'Staff', id: 'gera:staff:1' }];
const onStaff = (selections: string, definitions = '') =>
  `query Q($representations: [_Any!]!${definitions}) { _entities(representations: $representations) { ... on Staff { ${selections} } } }`;

test('a field that is lacking is left out, with its variables, and named', () => {
  const { text, variables, omissions } = fitted(
    onStaff('name greeting(lang: $lang) office { street room(floor: $floor) }', ', $lang: String, $floor: Int'),
    { representations, lang: 'nl', floor: 2 },
  );
  expect(text).toBe(
    'query Q($representations: [_Any!]!) { _entities(representations: $representations) { ... on Staff { name } } }',
  );
  expect(variables).toEqual({ representations });
  expect(omissions).toEqual([
    { field: 'Staff.greeting', lacks: 'Staff.greeting', of: 'Staff' },
    { field: 'Staff.office', lacks: 'Staff.office', of: 'Staff' },
  ]);
});

test('where nothing is left, the type is asked for', () => {
  expect(fitted(onStaff('contact { fax } office { street }'), { representations }).text).toContain(
    '... on Staff { contact { __typename } }',
  );
  expect(fitted(onStaff('office { street }'), { representations }).text).toContain('... on Staff { __typename }');
});

test('a fragment is fitted where it stands, and left out where it is used no more', () => {
  const { text, omissions } = fitted(
    `query Q($representations: [_Any!]!) {
      _entities(representations: $representations) { ...Person ... on City { staff { ...Person } } }
    }
    fragment Person on Staff { name place: office { ...Place } contact { ...Reach } }
    fragment Place on Office { street }
    fragment Reach on Contact { fax }`,
    { representations },
  );
  expect(text).toContain('fragment Person on Staff { name contact { ...Reach } }');
  expect(text).toContain('fragment Reach on Contact { __typename }');
  expect(text).not.toContain('Place');
  expect(omissions).toEqual([
    { field: 'Staff.office', lacks: 'Staff.office', of: 'Staff' },
    { field: 'Contact.fax', lacks: 'Contact.fax', of: 'Staff' },
    { field: 'Staff.office', lacks: 'Staff.office', of: 'City' },
    { field: 'Contact.fax', lacks: 'Contact.fax', of: 'City' },
  ]);
});

test('an argument that is lacking is left out where it asks nothing; where it does, the whole field is', () => {
  const query = onStaff('name(lang: "nl", short: $short)', ', $short: Boolean');
  for (const variables of [{ representations }, { representations, short: null }]) {
    expect(fitted(query, variables).text).toContain('... on Staff { name(lang: "nl") }');
    expect(fitted(query, variables).omissions).toEqual([]);
  }
  const given = fitted(query, { representations, short: false });
  expect(given.text).toContain('... on Staff { __typename }');
  expect(given.omissions).toEqual([{ field: 'Staff.name', lacks: 'Staff.name(short:)', of: 'Staff' }]);
});

test('a list is not asked for without a filter that is lacking, as it would be another list', () => {
  const query = `query Q($representations: [_Any!]!, $filter: StaffFilter) {
    _entities(representations: $representations) { ... on City { id staff(filter: $filter) { id } } }
  }`;
  const omissionsFor = (filter: unknown) => fitted(query, { representations, filter }).omissions;
  expect(omissionsFor({ role: 'LED' })).toEqual([]);
  expect(omissionsFor({ near: { city: 'gera' } })).toEqual([
    { field: 'City.staff', lacks: 'StaffFilter.near', of: 'City' },
  ]);
  expect(omissionsFor({ role: 'JUDGED' })).toEqual([{ field: 'City.staff', lacks: 'Role.JUDGED', of: 'City' }]);
  expect(fitted(query, { representations, filter: { role: 'LED', near: null } }).variables).toEqual({
    representations,
    filter: { role: 'LED' },
  });
});

test('the same holds for values in the text', () => {
  const omissionsFor = (filter: string, definition = '', variables = {}): unknown => {
    const query = `query Q($representations: [_Any!]!${definition}) {
      _entities(representations: $representations) { ... on City { id staff(filter: ${filter}) { id } } }
    }`;
    return fitted(query, { representations, ...variables }).omissions;
  };
  const near = [{ field: 'City.staff', lacks: 'StaffFilter.near', of: 'City' }];
  const role = [{ field: 'City.staff', lacks: 'Role.JUDGED', of: 'City' }];
  expect(omissionsFor('{ role: LED, near: null }')).toEqual([]);
  expect(omissionsFor('{ role: JUDGED }')).toEqual(role);
  expect(omissionsFor('{ near: { city: "gera", km: $km } }', ', $km: Int', { km: 3 })).toEqual(near);
  expect(omissionsFor('{ role: $role }', ', $role: Role', { role: 'LED' })).toEqual([]);
  expect(omissionsFor('{ role: $role }', ', $role: Role', { role: 'JUDGED' })).toEqual(role);
});

test('what is skipped is not asked for, and so it is not lacking', () => {
  const query = onStaff('name greeting @include(if: $greet) office @skip(if: true) { street }', ', $greet: Boolean!');
  expect(fitted(query, { representations, greet: false }).omissions).toEqual([]);
  expect(fitted(query, { representations, greet: true }).omissions).toMatchObject([{ field: 'Staff.greeting' }]);
  const byDefault = query.replace('$greet: Boolean!', '$greet: Boolean! = false');
  expect(fitted(byDefault, { representations }).omissions).toEqual([]);
});

const SEARCH = `query Hits($filter: StaffHitFilter, $near: Near) {
  h0: staffHits(filter: $filter, near: $near) { total hits { id rank } }
  h1: programmeHits { total }
}`;

test('what was left out of a search is null in the answer', () => {
  const { text, reply } = fitted(SEARCH, { filter: { roles: ['LED'] } });
  expect(text).toContain('h0: staffHits(filter: $filter) { total hits { id } }');
  expect(reply({ h0: { total: 2, hits: [{ id: 'a' }, { id: 'b' }, 7, [{}]] }, h1: { total: 0 } })).toMatchObject({
    data: { h0: { total: 2, hits: [{ id: 'a', rank: null }, { id: 'b', rank: null }, 7, [{ rank: null }]] } },
    errors: [],
  });
});

test('an answer of lists in lists is left as it is', () => {
  let deep: unknown = [];
  for (let depth = 0; depth < 100_000; depth++) deep = [deep];
  expect(fitted(SEARCH).reply({ h0: { hits: deep } })).toMatchObject({ status: 'ANSWERED' });
});

test('a search is not made without a filter that is lacking; the searches beside it are', () => {
  const { text, variables, reply } = fitted(SEARCH, { filter: { roles: ['LED', 'JUDGED'] } });
  expect(text).toBe('query Hits { h1: programmeHits { total } }');
  expect(variables).toEqual({});
  expect(reply({ h1: { total: 1 } })).toMatchObject({
    data: { h1: { total: 1 } },
    errors: [
      {
        message: 'It serves an earlier version of the contract, and cannot be asked for "JUDGED".',
        path: ['h0'],
        extensions: { code: 'LACKING' },
      },
    ],
  });
});

test('nothing is sent when no search is left', () => {
  const query = 'query Hits($near: Near) { staffHits(near: $near) { total } }';
  expect(fit({ query, variables: { near: { city: 'gera' } } }, lacking)).toEqual({
    status: 'REFUSED',
    message: 'It serves an earlier version of the contract, and cannot be asked for "near".',
  });
  expect(fitted(query).text).toBe('query Hits { staffHits { total } }');
});

test('a city that lacks a part of what makes tiers is asked as one that has none of it', () => {
  const ofTiers = `
    type Query { staffHits(text: String, aspects: [String!], lift: [String!], after: HitPosition): StaffHits! }
    type StaffHits { total: Int! totalMatchingAll: Int hits: [StaffHit!]! }
    type StaffHit { id: ID! score: Int! matched: [Int!] }
    input HitPosition { score: Int! id: ID! tier: Int }
  `;
  const whole = schemaOf(ofTiers);
  const operation = {
    query: `query ($aspects: [String!], $lift: [String!], $after: HitPosition) {
      staffHits(aspects: $aspects, lift: $lift, after: $after) { total totalMatchingAll hits { id matched } } }`,
    variables: { aspects: ['housing', 'youth'], lift: [], after: { tier: 1, score: 5, id: 'a' } },
  };
  for (const part of [
    'aspects: [String!], ',
    ' lift: [String!],',
    ' tier: Int',
    ' totalMatchingAll: Int',
    ' matched: [Int!]',
  ]) {
    const own = schemaOf(ofTiers.replace(part, ''));
    const asked = createFitter(whole)(operation, findLacking(whole, own));
    expect(asked).toMatchObject({
      status: 'ASKABLE',
      operation: { variables: { after: { score: 5, id: 'a' } } },
    });
    const { query = '' } = 'operation' in asked ? asked.operation : {};
    expect(query).not.toMatch(/aspects|lift|totalMatchingAll|matched/);
    expect(validate(own, parse(query))).toEqual([]);
  }
});
