import type { ServerResponse } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { pino } from 'pino';
import { composeSubgraphs } from '../../subgraphs/composing/composeSubgraphs';
import { answerJson, CONTRACT, startFakeCity } from '../../subgraphs/composing/test/startFakeCity';
import type { FakeCity, FakeRecord, Handler } from '../../subgraphs/composing/test/startFakeCity';
import { unsealedCursors } from '../../subgraphs/search/test/createFakeNetwork';
import { createCityClient } from '../cities/createCityClient';
import type { CityClient } from '../cities/createCityClient';
import { LocalDataSource } from '../engine/LocalDataSource';
import { createSupergraphServer } from '../front/createSupergraphServer';
import type { SupergraphServer } from '../front/createSupergraphServer';
import { OwnerRoutedDataSource } from './OwnerRoutedDataSource';

/** In the place of directory and search: references to whatever the test asks for, and the edges between cities. */
const HUB = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])
  interface Node { id: ID! }
  type Staff implements Node @key(fields: "id", resolvable: false) { id: ID! }
  type City implements Node @key(fields: "id") { id: ID! name: String! }
  type Exchange implements Node @key(fields: "id") {
    id: ID!
    hostId: ID @external
    guestIds: [ID!]! @external
    host: City @requires(fields: "hostId")
    guests: [City]! @requires(fields: "guestIds")
  }
  type Query { staff(ids: [ID!]!): [Staff]! exchanges(ids: [ID!]!): [Exchange]! nodes(ids: [ID!]!): [Node]! }
`;

interface Reference {
  readonly __typename: string;
  readonly id: string;
  readonly hostId?: string | null;
  readonly guestIds?: readonly string[];
}

const refer = (_: unknown, { ids }: { ids: readonly string[] }): Reference[] =>
  ids.map((id) => {
    const type = id.split(':')[1] ?? 'city';
    return { __typename: `${type.charAt(0).toUpperCase()}${type.slice(1)}`, id };
  });
const city = (id: string): Reference => ({ __typename: 'City', id });
const hubSchema = buildSubgraphSchema({
  typeDefs: parse(HUB),
  resolvers: {
    Query: { staff: refer, exchanges: refer, nodes: refer },
    City: { __resolveReference: (it: Reference) => it, name: ({ id }: Reference) => id.toUpperCase() },
    Exchange: {
      __resolveReference: (it: Reference) => it,
      host: ({ hostId }: Reference) => (hostId == null ? null : city(hostId)),
      guests: ({ guestIds = [] }: Reference) => guestIds.map(city),
    },
  },
});

const TIMEOUT_MS = 2_000;
const logger = pino({ level: 'silent' });
const cities = new Map<string, FakeCity>();
let client: CityClient;
let server: SupergraphServer;
let url: string;

const staffIds = (cityId: string): string[] => [1, 2, 3, 4, 5].map((key) => `${cityId}:staff:${key}`);

beforeAll(async () => {
  client = createCityClient({
    addresses: { httpsOnly: false, publicOnly: false },
    maxAnswerBytes: 1_000_000,
    sign: () => Promise.resolve('token'),
    logger,
  });
  const composed = composeSubgraphs({ city: CONTRACT, hub: HUB });
  if (composed.status === 'FAILED') throw new Error(composed.reasons.join('\n'));
  server = await createSupergraphServer({
    supergraphSdl: composed.supergraphSdl,
    buildService: ({ name }) =>
      name === 'hub'
        ? new LocalDataSource(hubSchema)
        : new OwnerRoutedDataSource({
            contract: buildSubgraphSchema(parse(CONTRACT)),
            isConnected: (cityId) => cities.has(cityId),
            askCity: (id, operation, call) => client.ask({ id, url: cities.get(id)!.url }, operation, call),
            cursors: unsealedCursors,
            maxCost: 1_000,
            logger,
          }),
    timeoutMs: TIMEOUT_MS,
    phase: () => 'serving',
    logger,
  });
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await server.close();
  await client.close();
});

beforeEach(async () => {
  for (const id of ['gera', 'jena', 'suhl', 'velbert']) {
    const self = { id, staff: {} };
    const person = (staffId: string): FakeRecord => ({
      id: staffId,
      kind: 'PERSON',
      name: `name of ${staffId}`,
      city: self,
      contact: { email: `${id}@example.org` },
      experiences: [],
    });
    const people = staffIds(id).map(person);
    self.staff = { nodes: people, edges: [], totalCount: people.length };
    cities.set(
      id,
      await startFakeCity([
        ...people,
        self,
        { id: `${id}:exchange:1`, title: `exchange of ${id}`, hostId: id, guestIds: ['velbert', 'suhl'] },
      ]),
    );
  }
});

afterEach(async () => {
  await Promise.all([...cities.values()].map((fake) => fake.close()));
  cities.clear();
});

// Each test reads the shape that it asked for.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
async function query(document: string, variables: object = {}): Promise<any> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: document, variables }),
  });
  return await response.json();
}

const STAFF = 'query ($ids: [ID!]!) { staff(ids: $ids) { name } }';
const nameOf = (id: string): { name: string } => ({ name: `name of ${id}` });

function handle(cityId: string, handler: Handler): void {
  cities.get(cityId)!.handle = handler;
}
function requestsOf(cityId: string): number {
  return cities.get(cityId)!.requests.length;
}
/** 20 people of four cities, shuffled alike each time. */
const twenty = [1, 2, 3, 4, 5].flatMap((key) =>
  ['velbert', 'gera', 'suhl', 'jena'].map((cityId) => `${cityId}:staff:${key}`),
);

test('20 people of 4 cities cost one request to each owner, and come in the order asked for', async () => {
  const { data, errors } = await query(STAFF, { ids: twenty });
  expect(errors).toBeUndefined();
  expect(data.staff).toEqual(twenty.map(nameOf));
  expect([...cities.keys()].map(requestsOf)).toEqual([1, 1, 1, 1]);
  for (const [cityId, { requests }] of cities) {
    expect(requests[0]?.variables.representations).toEqual(staffIds(cityId).map((id) => ({ __typename: 'Staff', id })));
  }
});

test('the edges of an exchange lead to the host and the guests, and each city is asked for its own people', async () => {
  const people = 'staff { nodes { name } }';
  const { data, errors } = await query(`{ exchanges(ids: ["gera:exchange:1"]) {
    title host { name ${people} } guests { name ${people} }
  } }`);
  expect(errors).toBeUndefined();
  const own = (id: string): object => ({ name: id.toUpperCase(), staff: { nodes: staffIds(id).map(nameOf) } });
  expect(data.exchanges).toEqual([
    { title: 'exchange of gera', host: own('gera'), guests: [own('velbert'), own('suhl')] },
  ]);
  expect(requestsOf('jena')).toBe(0);
  for (const [cityId, { requests }] of cities) {
    for (const { variables } of requests) {
      for (const { id } of variables.representations as { id: string }[]) expect(id.split(':')[0]).toBe(cityId);
    }
  }
});

test('an id that its owner does not know is null, without an error or a remark', async () => {
  expect(await query(STAFF, { ids: ['gera:staff:99', 'gera:staff:1'] })).toEqual({
    data: { staff: [null, nameOf('gera:staff:1')] },
  });
});

test('a city that is listed without a server is null, without an error', async () => {
  expect(await query('{ nodes(ids: ["weimar", "gera"]) { ... on City { name staff { totalCount } } } }')).toEqual({
    data: {
      nodes: [
        { name: 'WEIMAR', staff: null },
        { name: 'GERA', staff: { totalCount: 5 } },
      ],
    },
  });
});

describe("one owner's failure is kept apart", () => {
  test.each<[string, string, Handler]>([
    ['that hangs', 'CITY_TIMED_OUT', () => true],
    ['that resets the connection', 'CITY_UNREACHABLE', (_, response) => Boolean(response.socket?.resetAndDestroy())],
    ['that refuses', 'CITY_REFUSED', (_, response) => Boolean(response.writeHead(403).end())],
    ['that answers HTML', 'CITY_INVALID', (_, response) => Boolean(response.end('<h1>Hello</h1>'))],
    ['that answers too few', 'CITY_INVALID', (_, response) => answerJson(response, { data: { _entities: [] } })],
    ['that answers something else', 'CITY_INVALID', (_, response) => answerJson(response, { data: { a: 1 } })],
  ])('of a city %s: in time, null in its places, and one error %s at the first of them', async (_, code, handler) => {
    handle('gera', handler);
    const startedAt = performance.now();
    const { data, errors } = await query(STAFF, { ids: twenty });
    expect(performance.now() - startedAt).toBeLessThan(TIMEOUT_MS + 2_000);
    expect(data.staff).toEqual(twenty.map((id) => (id.startsWith('gera:') ? null : nameOf(id))));
    expect(errors).toEqual([
      { message: expect.any(String), path: ['staff', 1], extensions: { code, city: 'gera', phase: 'FETCH' } },
    ]);
    expect(JSON.stringify(errors)).not.toMatch(/127\.0\.0\.1|ECONN|serviceName|_entities/);
  });

  test('of a city whose server is closed', async () => {
    await cities.get('suhl')!.close();
    const { data, errors } = await query(STAFF, { ids: twenty });
    expect(data.staff.filter((one: unknown) => one === null)).toHaveLength(5);
    expect(errors).toMatchObject([{ path: ['staff', 2], extensions: { code: 'CITY_UNREACHABLE', city: 'suhl' } }]);
  });
});

/** Has a city change what it would have answered. */
function tamper(change: (entities: Record<string, unknown>[]) => unknown): Handler {
  return ({ variables }, response: ServerResponse) => {
    const entities = (variables.representations as { id: string }[]).map(({ id }) => ({
      entity__id: id,
      __typename: 'Staff',
      ...nameOf(id),
      role: 'x',
      contact: { email: 'x' },
      city: { __typename: 'City', id: id.split(':')[0] },
    }));
    return answerJson(response, change(entities));
  };
}

describe('error paths', () => {
  test("of an owner's part are mapped back to the positions of the whole batch", async () => {
    handle(
      'suhl',
      tamper((entities) => {
        entities[3]!.role = null;
        const error = { message: 'out of order', path: ['_entities', 3, 'role'], extensions: { code: 'X' } };
        return { data: { _entities: entities }, errors: [error] };
      }),
    );
    const { data, errors } = await query('query ($ids: [ID!]!) { staff(ids: $ids) { name role } }', { ids: twenty });
    const place = twenty.indexOf('suhl:staff:4');
    expect(data.staff[place]).toEqual({ ...nameOf('suhl:staff:4'), role: null });
    expect(errors).toEqual([
      {
        message: 'out of order',
        path: ['staff', place, 'role'],
        extensions: { code: 'CITY_ERROR', city: 'suhl', phase: 'FETCH' },
      },
    ]);
  });

  test('count the objects of other subgraphs, which have no representation', async () => {
    await cities.get('suhl')!.close();
    const ids = ['gera', 'velbert', 'gera:staff:1', 'jena', 'suhl:staff:2', 'suhl:staff:1'];
    const { data, errors } = await query(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Staff { name } ... on City { name } } }',
      { ids },
    );
    expect(data.nodes.map((node: unknown) => node !== null)).toEqual([true, true, true, true, false, false]);
    expect(errors).toMatchObject([{ path: ['nodes', 4], extensions: { code: 'CITY_UNREACHABLE', city: 'suhl' } }]);
  });

  test('lead through the answers of earlier fetches', async () => {
    await cities.get('suhl')!.close();
    const { errors } = await query('{ exchanges(ids: ["gera:exchange:1"]) { guests { staff { totalCount } } } }');
    expect(errors).toMatchObject([{ path: ['exchanges', 0, 'guests', 1, 'staff'] }]);
  });
});

describe('ownership', () => {
  test("a city that speaks for another's record is dropped there, and reported", async () => {
    handle(
      'gera',
      tamper((entities) => {
        entities[1]!.city = { __typename: 'City', id: 'velbert' };
        return { data: { _entities: entities } };
      }),
    );
    const { data, errors } = await query('query ($ids: [ID!]!) { staff(ids: $ids) { name city { name } } }', {
      ids: twenty,
    });
    const place = twenty.indexOf('gera:staff:2');
    expect(data.staff[place]).toEqual({ ...nameOf('gera:staff:2'), city: null });
    expect(data.staff.filter((one: { city: unknown }) => one.city === null)).toHaveLength(1);
    expect(errors).toMatchObject([
      { path: ['staff', place, 'city', 'id'], extensions: { code: 'FOREIGN_ID', city: 'gera' } },
    ]);
  });

  test.each<[string, (entities: Record<string, unknown>[]) => unknown]>([
    ['an object in the place of a text', (entities) => (entities[0]!.name = { a: 1 })],
    ['a text in the place of an object', (entities) => (entities[0]!.contact = 'x')],
    ['a list in the place of an object', (entities) => (entities[0]!.city = [{ id: 'gera' }])],
    ['a text in the place of an entity', (entities) => (entities[0] = 'x' as never)],
    ['a type that does not exist', (entities) => (entities[0]!.city = { __typename: 'Moon', id: 'gera' })],
  ])('a city that answers %s spoils nothing but its own record', async (_, change) => {
    handle(
      'gera',
      tamper((entities) => {
        change(entities);
        return { data: { _entities: entities } };
      }),
    );
    const { data, errors } = await query(
      'query ($ids: [ID!]!) { staff(ids: $ids) { name contact { email } city { name } } }',
      { ids: ['velbert:staff:1', 'gera:staff:1', 'gera:staff:2'] },
    );
    expect(data.staff[0].name).toBe('name of velbert:staff:1');
    expect(data.staff[2].name).toBe('name of gera:staff:2');
    expect(errors[0].path.slice(0, 2)).toEqual(['staff', 1]);
    expect(errors).toMatchObject([{ extensions: { code: 'CITY_INVALID', city: 'gera' } }]);
  });
});

test('the same record in two places is asked for once, and stands whole in both', async () => {
  const { data, errors } = await query(
    'query ($ids: [ID!]!) { staff(ids: $ids) { name contact { email } city { name staff { totalCount } } } }',
    { ids: ['gera:staff:1', 'velbert:staff:1', 'gera:staff:1'] },
  );
  expect(errors).toBeUndefined();
  expect(data.staff[0]).toEqual({
    ...nameOf('gera:staff:1'),
    contact: { email: 'gera@example.org' },
    city: { name: 'GERA', staff: { totalCount: 5 } },
  });
  expect(data.staff[2]).toEqual(data.staff[0]);
  expect(cities.get('gera')!.requests[0]?.variables.representations).toHaveLength(1);
});

test('variables of the query reach the owners', async () => {
  await query('query ($n: Int!) { nodes(ids: ["gera"]) { ... on City { staff(first: $n) { totalCount } } } }', {
    n: 7,
  });
  expect(cities.get('gera')!.requests[0]?.variables).toMatchObject({ n: 7 });
});

test('a client that leaves cancels the calls to the cities', async () => {
  const left = new Promise<void>((resolve) => {
    handle('gera', (_, response) => {
      response.on('close', resolve);
      controller.abort();
      return true;
    });
  });
  const controller = new AbortController();
  const startedAt = performance.now();
  await expect(
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: STAFF, variables: { ids: ['gera:staff:1'] } }),
      signal: controller.signal,
    }),
  ).rejects.toThrow();
  await left;
  expect(performance.now() - startedAt).toBeLessThan(TIMEOUT_MS - 100);
});
