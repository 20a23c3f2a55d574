import { connect } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, Location, parse } from 'graphql';
import { pino } from 'pino';
import { createSupergraphServer } from './createSupergraphServer';
import type { SupergraphServer } from './createSupergraphServer';
import { composeSubgraphs } from '../../subgraphs/composing/composeSubgraphs';
import { DocumentStore } from '../../subgraphs/serving/DocumentStore';
import { LocalDataSource } from '../engine/LocalDataSource';
import type { Phase } from './http/openRoutes';

const SHOP = `
  type Query {
    hello(name: String = "you"): String
    accident: String
    deliberate: String
    slow: String
  }
`;

let server: SupergraphServer;
let url: string;
let phase: Phase = 'serving';
/** Called when the slow field is asked for. */
let begun: () => void = () => undefined;

beforeAll(async () => {
  const composed = composeSubgraphs({ shop: SHOP });
  if (composed.status === 'FAILED') throw new Error(composed.reasons.join('\n'));
  const schema = buildSubgraphSchema({
    typeDefs: parse(SHOP),
    resolvers: {
      Query: {
        hello: (_: unknown, { name }: { name: string }) => `Hello, ${name}`,
        accident: () => {
          throw new Error('connect ECONNREFUSED 10.0.0.7:5432');
        },
        deliberate: () => {
          throw new GraphQLError('No.', { extensions: { code: 'BAD_USER_INPUT', argument: 'a' } });
        },
        slow: () => {
          begun();
          return new Promise((resolve) => setTimeout(resolve, 200, 'done'));
        },
      },
    },
  });
  server = await createSupergraphServer({
    supergraphSdl: composed.supergraphSdl,
    buildService: () => new LocalDataSource(schema),
    timeoutMs: 1_000,
    phase: () => phase,
    logger: pino({ level: 'silent' }),
  });
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await server.close();
});

async function post(body: unknown, headers: Record<string, string> = { 'content-type': 'application/json' }) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

test('what was parsed of a query is kept, and not written as JSON to learn its size', async () => {
  const toJson = jest.spyOn(Location.prototype, 'toJSON');
  const resolved = jest.spyOn(DocumentStore.prototype, 'get');
  const query = '{ hello(name: "once") }';
  const answers = [await post({ query }), await post({ query })];
  expect(answers.map(({ body }) => body.data.hello)).toEqual(['Hello, once', 'Hello, once']);
  const [before, after] = await Promise.all(resolved.mock.results.map(({ value }) => value as Promise<unknown>));
  expect([before, after]).toEqual([undefined, expect.objectContaining({ kind: 'Document' })]);
  expect(toJson).not.toHaveBeenCalled();
  jest.restoreAllMocks();
});

test('any supergraph answers behind the server', async () => {
  const query = 'query ($name: String) { hello(name: $name) }';
  expect(await post({ query, variables: { name: 'Gera' } })).toEqual({
    status: 200,
    body: { data: { hello: 'Hello, Gera' } },
  });
});

test('an accident in a subgraph is masked, its path kept', async () => {
  expect((await post({ query: '{ accident hello }' })).body).toEqual({
    data: { accident: null, hello: 'Hello, you' },
    errors: [{ message: 'Internal server error', path: ['accident'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
  });
});

test('a deliberate error of a subgraph passes without the name of the subgraph', async () => {
  expect((await post({ query: '{ deliberate }' })).body.errors).toEqual([
    { message: 'No.', path: ['deliberate'], extensions: { code: 'BAD_USER_INPUT', argument: 'a' } },
  ]);
});

test.each([
  ['a syntax error', { query: '{ hello' }, 'GRAPHQL_PARSE_FAILED'],
  ['an unknown field', { query: '{ goodbye }' }, 'GRAPHQL_VALIDATION_FAILED'],
  [
    'a variable of the wrong type',
    { query: 'query ($n: String) { hello(name: $n) }', variables: { n: 1 } },
    'BAD_USER_INPUT',
  ],
  ['a missing variable', { query: 'query ($n: String!) { hello(name: $n) }' }, 'BAD_USER_INPUT'],
  ['an unknown operation', { query: 'query A { hello }', operationName: 'B' }, 'OPERATION_RESOLUTION_FAILURE'],
  ['no choice of several operations', { query: 'query A { hello } query B { hello }' }, 'OPERATION_RESOLUTION_FAILURE'],
  ['too many tokens', { query: `{ ${'hello '.repeat(6_000)} }` }, 'GRAPHQL_PARSE_FAILED'],
  ['no query', {}, 'BAD_REQUEST'],
  ['no JSON', '{', 'BAD_REQUEST'],
])('%s is answered 400 with a code and no stack', async (_, body, code) => {
  const answer = await post(body);
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ extensions: { code } }] } });
  expect(JSON.stringify(answer.body)).not.toMatch(/stacktrace|node_modules/);
});

test('a body that is too large is answered 413', async () => {
  expect(await post({ query: `{ hello } #${'x'.repeat(300_000)}` })).toMatchObject({
    status: 413,
    body: { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
  });
});

test('a request that a foreign page could send without asking is refused', async () => {
  const response = await fetch(`${url}/graphql?query=${encodeURIComponent('{ hello }')}`);
  expect(response.status).toBe(400);
  expect((await post('{"query":"{ hello }"}', { 'content-type': 'text/plain' })).status).toBeGreaterThanOrEqual(400);
});

test('there is no landing page', async () => {
  const response = await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } });
  expect(response.headers.get('content-type')).not.toMatch(/html/);
});

test('a path that is not there is answered 404', async () => {
  const response = await fetch(`${url}/admin`);
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
});

test('the health routes tell the phase, and ready means serving', async () => {
  const status = async (path: string): Promise<unknown> => {
    const response = await fetch(`${url}${path}`);
    return [response.status, await response.json()];
  };
  phase = 'starting';
  expect(await status('/health/live')).toEqual([200, { phase: 'starting' }]);
  expect(await status('/health/ready')).toEqual([503, { phase: 'starting' }]);
  phase = 'serving';
  expect(await status('/health/ready')).toEqual([200, { phase: 'serving' }]);
});

test('closing answers the request under way, then takes no more', async () => {
  const hasBegun = new Promise<void>((resolve) => (begun = resolve));
  const answer = post({ query: '{ slow }' });
  await hasBegun;
  const startedAt = performance.now();
  const closed = server.close();
  expect(await answer).toMatchObject({ status: 200, body: { data: { slow: 'done' } } });
  await closed;
  expect(performance.now() - startedAt).toBeLessThan(3_000);
  const { port } = new URL(url);
  const refused = await new Promise((resolve) => {
    connect(Number(port), '127.0.0.1')
      .on('connect', () => {
        resolve(false);
      })
      .on('error', () => {
        resolve(true);
      });
  });
  expect(refused).toBe(true);
});
