import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hub } from './sharedHub';

// Requests that are unusual and right. Their answers are those that one GraphQL server would give that had all the data:
// whole, in their places, and no fault of a city's or of the hub's.

/** What is told to the operator while a request is answered. */
async function ask(query: string, variables: object = {}) {
  const before = hub.log.length;
  const { status, json, text } = await hub.post({ query, variables });
  const told = hub.log.slice(before).filter((line) => (JSON.parse(line) as { level: number }).level >= 40);
  return { status, data: json.data as unknown, errors: json.errors, told, text };
}

describe('HUB-160 a field is selected twice under one key, and one of the selections is conditional', () => {
  test.each([
    ['on the field', '{ staff(first: 1) @include(if: $on) { totalCount } staff(first: 1) { nodes { id } } }'],
    ['on both', '{ staff(first: 1) @include(if: $on) { totalCount } staff(first: 1) @skip(if: $on) { nodes { id } } }'],
    ['on a fragment', '{ ... @include(if: $on) { staff(first: 1) { totalCount } } staff(first: 1) { nodes { id } } }'],
    ['on a spread', '{ ...Count @include(if: $on) ...Nodes }'],
    ['on two spreads of one fragment', '{ ...Count @include(if: $on) ...Count @skip(if: $on) ...Nodes }'],
    ['below', '{ staff(first: 1) { ... on StaffConnection @include(if: $on) { totalCount } } ...Nodes }'],
    [
      'in a condition',
      '{ ... @include(if: $always) { ...Count @include(if: $on) } ... @skip(if: $never) { ...Nodes } }',
    ],
    ['with both directives', '{ ...Count @include(if: $on) @skip(if: $never) ...Nodes @include(if: $always) }'],
  ])('%s', async (_, selection) => {
    const query = `query ($on: Boolean!, $always: Boolean = true, $never: Boolean! = false) {
      city(id: "musterstadt") ${selection}
      all: city(id: "musterstadt") { never: id @include(if: $never) always: id @skip(if: $always) ...Count @skip(if: true) ...Nodes @skip(if: true) }
    }
    fragment Count on City { staff(first: 1) { totalCount } }
    fragment Nodes on City { staff(first: 1) { nodes { id } } }`;
    for (const on of [true, false]) {
      const { data, errors } = await ask(query, { on });
      const counted = on || selection.includes('...Count @skip(if: $on)');
      const nodes = on && selection.includes('@skip(if: $on) { nodes') ? {} : { nodes: [{ id: expect.any(String) }] };
      expect({ data, errors }).toEqual({
        data: { city: { staff: { ...(counted ? { totalCount: 6 } : {}), ...nodes } }, all: {} },
        errors: undefined,
      });
    }
  });
});

test.each([
  ['a search', '{ experts(text: "post") @include(if: $outer) { totalCount @include(if: $on) } }', { experts: {} }],
  [
    'an entry of the directory',
    '{ city(id: "musterstadt") @include(if: $outer) { name @include(if: $on) } }',
    { city: {} },
  ],
  [
    'what a city answers',
    '{ city(id: "musterstadt") { staff @include(if: $outer) { totalCount @include(if: $on) } } }',
    { city: { staff: {} } },
  ],
  [
    'items of a list',
    '{ city(id: "musterstadt") { programmes(first: 1) { nodes { topics @include(if: $outer) { label @include(if: $on) } staff @include(if: $outer) { id @include(if: $on) } } } } }',
    { city: { programmes: { nodes: [{ topics: [{}], staff: [{}] }] } } },
  ],
  [
    'records of a search',
    '{ programmes(text: "plan", first: 1) { nodes @include(if: $outer) { title @include(if: $on) } } }',
    { programmes: { nodes: [{}] } },
  ],
  [
    'a record by its id',
    '{ node(id: "musterstadt:staff:public") @include(if: $outer) { ... on Staff @include(if: $on) { name } } }',
    { node: {} },
  ],
  ['everything', '{ experts(text: "post") @include(if: $on) { totalCount } }', {}],
])('HUB-161 an object of which everything is left out is there, and empty: %s', async (_, selection, expected) => {
  const query = `query ($on: Boolean!, $outer: Boolean! = true) ${selection.replace(/\}$/, 'beside: alliances @include(if: $outer) { name } }')}`;
  const { data, errors } = await ask(query, { on: false, outer: true });
  expect({ data, errors }).toEqual({ data: { ...expected, beside: [{ name: 'Invented' }] }, errors: undefined });
});

test('HUB-161 an object whose type alone is asked for is there', async () => {
  const query = `query ($on: Boolean = false) {
    experts(text: "post") { __typename totalCount @include(if: $on) }
    city(id: "musterstadt") { kind: __typename staff(first: 1) { nodes { __typename name @include(if: $on) } } }
    nobody: city(id: "nowhere") { name @include(if: $on) }
  }`;
  expect(await ask(query)).toMatchObject({
    data: {
      experts: { __typename: 'ExpertSearchConnection' },
      city: { kind: 'City', staff: { nodes: [{ __typename: 'Staff' }] } },
      nobody: null,
    },
    errors: [{ path: ['nobody'] }],
  });
});

describe('HUB-162 a null comes through a default to where none is allowed', () => {
  const CITY = 'city(id: "musterstadt")';
  test.each<[string, string, object | null, (string | number)[] | undefined]>([
    ['the condition of a field', `($x: Boolean = true) { ${CITY} @include(if: $x) { name } }`, null, undefined],
    ['the condition of a fragment', `($x: Boolean = true) { ... @skip(if: $x) { ${CITY} { name } } }`, null, undefined],
    ['a condition within', `($x: Boolean = true) { ${CITY} { id name @skip(if: $x) } }`, { city: null }, ['city']],
    [
      'a condition within what a city answers',
      `($x: Boolean = true) { ${CITY} { id staff(first: 1) { totalCount nodes { id name @include(if: $x) } } } }`,
      { city: { id: 'musterstadt', staff: null } },
      ['city', 'staff', 'nodes', 0],
    ],
    ['an argument', `($x: ID = "musterstadt") { city(id: $x) { name } }`, { city: null }, ['city']],
    [
      'an argument with a default',
      `($x: LandscapeGrouping) { landscape(concepts: ["concept:housing"], groupBy: $x) { totalCount } }`,
      { landscape: null },
      ['landscape'],
    ],
    [
      'an item of a list',
      `($x: ID = "concept:housing") { experts(concepts: [$x]) { totalCount } }`,
      { experts: null },
      ['experts'],
    ],
    [
      'a field of an input',
      `($x: ID = "musterstadt") { experts(text: "post", filter: { near: { city: $x, km: 3 } }) { totalCount } }`,
      { experts: null },
      ['experts'],
    ],
  ])('%s', async (_, operation, expected, path) => {
    const query = `query ${operation.replace(/\}$/, 'beside: concept(id: "concept:housing") { id } }')}`;
    const answer = await ask(query, { x: null });
    const data = expected && { ...expected, beside: { id: 'concept:housing' } };
    expect(answer).toMatchObject({ data, told: [] });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(answer.errors?.[0]?.path).toEqual(path);
    expect(answer.status).toBe(path === undefined ? 400 : 200);
    // Without the null, the default holds.
    const { errors = [] } = await ask(query);
    expect(errors.filter(({ message }) => message.includes('null'))).toEqual([]);
  });
});

test.each([
  [
    'a key',
    `{ city(id: "musterstadt") { id: name staff(first: 1) { totalCount } } }`,
    { city: { id: 'Musterstadt', staff: { totalCount: 6 } } },
  ],
  [
    'a name onto another',
    `{ city(id: "musterstadt") { name: id id: country country: name } }`,
    { city: { name: 'musterstadt', id: 'DE', country: 'Musterstadt' } },
  ],
  [
    'the type',
    `{ city(id: "musterstadt") { __typename: name id: __typename staff(first: 1) { __typename: totalCount } } }`,
    { city: { __typename: 'Musterstadt', id: 'City', staff: { __typename: 6 } } },
  ],
  [
    'the key of an item',
    `{ city(id: "musterstadt") { programmes(first: 1) { nodes { id: title title: id city { id: name } } } } }`,
    {
      city: {
        programmes: {
          nodes: [{ id: 'Plan Open', title: 'musterstadt:programme:public', city: { id: 'Musterstadt' } }],
        },
      },
    },
  ],
  [
    'the key of a record found',
    `{ programmes(text: "plan", first: 1) { nodes { id: title hostId: id entity__id: summary } } }`,
    {
      programmes: {
        nodes: [
          {
            id: expect.stringContaining('Plan'),
            hostId: expect.stringContaining(':programme:'),
            entity__id: expect.any(String),
          },
        ],
      },
    },
  ],
  [
    'what the edges between cities need',
    `{ node(id: "musterstadt:exchange:public") { ... on Exchange { hostId: title guestIds: kind host { guestIds: name hostId: id } guests { id } } } }`,
    {
      node: {
        hostId: 'Visit Open',
        guestIds: 'STUDY_VISIT',
        host: { guestIds: 'Musterstadt', hostId: 'musterstadt' },
        guests: [],
      },
    },
  ],
  [
    'an edge',
    `{ node(id: "musterstadt:exchange:public") { ... on Exchange { guests: host { name } host: guests { id } } } }`,
    { node: { guests: { name: 'Musterstadt' }, host: [] } },
  ],
  [
    'a field of the root',
    `{ _entities: city(id: "musterstadt") { id: name } cities: alliances { cities: name } alliances: node(id: "musterstadt") { id: __typename ... on City { __typename: country } } }`,
    { _entities: { id: 'Musterstadt' }, cities: [{ cities: 'Invented' }], alliances: { id: 'City', __typename: 'DE' } },
  ],
  [
    'names that the hub gives itself',
    `{ city(id: "musterstadt") { as_id: name literal0: country as___typename: id } }`,
    { city: { as_id: 'Musterstadt', literal0: 'DE', as___typename: 'musterstadt' } },
  ],
])('HUB-163 an alias is %s', async (_, query, expected) => {
  const { data, errors } = await ask(query);
  expect({ data, errors }).toEqual({ data: expected, errors: undefined });
});

test('HUB-163 an error has the path of the names that the client gave', async () => {
  const { data, errors } = await ask(
    '{ id: city(id: "musterstadt") { id: name staffId: staff(first: 9999) { totalCount } } }',
  );
  expect(data).toEqual({ id: { id: 'Musterstadt', staffId: null } });
  expect(errors).toMatchObject([{ path: ['id', 'staffId'], extensions: { code: 'BAD_USER_INPUT' } }]);
});

test.each([
  ['experts', 'experts(text: "post", first: 0) { totalCount }'],
  ['programmes', 'programmes(concepts: ["concept:unicorns"]) { totalCount }'],
  ['exchanges', 'exchanges(text: "visit", after: "rubbish") { totalCount }'],
  ['offers', 'offers(text: "visit", filter: { updatedSince: "yesterday" }) { totalCount }'],
  ['needs', 'needs(text: "visit", filter: { updatedSince: "yesterday" }) { totalCount }'],
  ['landscape', 'landscape(concepts: []) { totalCount }'],
  ['largestConcepts', 'largestConcepts(first: 0) { totalCount }'],
  ['matches', 'matches(city: "nowhere") { totalCount }'],
  ['changes', 'changes(since: "rubbish") { until }'],
  ['similarCities', 'similarCities(city: "nowhere") { totalCount }'],
  ['concept', 'concept(id: "concept:housing") { id cities(first: 0) { totalCount } }'],
  ['concepts', 'concepts(first: 1) { id cities(first: 0) { totalCount } }'],
  ['city', 'city(id: "musterstadt") { id staff(first: 0) { totalCount } }'],
  ['alliances', 'alliances { name experts(text: " ") { totalCount } }'],
  ['node', 'node(id: "nonsense") { id }'],
])('HUB-164 a bad argument in %s spares the fields beside it', async (key, field) => {
  const { data, errors, status } = await ask(`{ ${field} beside: alliances { name } }`);
  expect(data).toMatchObject({ beside: [{ name: 'Invented' }] });
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  // The null is where the error says.
  const at = errors![0]!.path!.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], data);
  expect([errors![0]!.path![0], at, status]).toEqual([key, null, 200]);
});

describe('HUB-165 an error has the path of what is null for it', () => {
  afterEach(() => {
    hub.network.city('musterstadt').wire.treat = () => 'FORWARD';
  });

  test.each([
    [
      'a field of a city',
      '{ city(id: "musterstadt") { name id: country staff(first: 1) { totalCount } } }',
      ['city', 'staff'],
    ],
    ['under an alias', '{ a: city(id: "musterstadt") { name id: staff(first: 1) { totalCount } } }', ['a', 'id']],
    ['in a list', '{ alliances { cities { id topics { totalCount } } } }', ['alliances', 0, 'cities', 0, 'topics']],
    [
      'a record',
      '{ nodes(ids: ["alliance:invented", "musterstadt"]) { id ... on City { needs { totalCount } } } }',
      ['nodes', 1, 'needs'],
    ],
  ])('%s', async (_, query, path) => {
    hub.network.city('musterstadt').wire.treat = () => 'RESET';
    const { data, errors } = await ask(query);
    expect(errors).toMatchObject([{ path, extensions: { code: 'CITY_UNREACHABLE', city: 'musterstadt' } }]);
    expect(path.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], data)).toBeNull();
  });
});

test('HUB-166 a record of a city that is not in the network is null, and the error says so', async () => {
  const query = '{ node(id: "nowhere:staff:1") { id } nodes(ids: ["nowhere", "musterstadt:staff:nobody"]) { id } }';
  const { data, errors } = await ask(query);
  expect(data).toEqual({ node: null, nodes: [null, null] });
  const refusal = (path: (string | number)[], id: string): object => ({
    ...{ path, message: expect.stringContaining(`must be an id of a city of the network, but got "${id}"`) },
    extensions: { code: 'BAD_USER_INPUT' },
  });
  expect(errors).toMatchObject([refusal(['node'], 'nowhere:staff:1'), refusal(['nodes', 0], 'nowhere')]);
  const api = readFileSync(join(__dirname, '../../../../schema/api.graphql'), 'utf8');
  expect(api).toMatch(
    /Null when its owner does not know it; null with an error when .* a city that is not in the network/,
  );
});
