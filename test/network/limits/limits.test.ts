import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { parseHubConfig } from '../../../gateway/config';
import { createHub } from '../../../gateway/createHub';
import type { Hub } from '../../../gateway/createHub';
import { startDemoIssuer } from '../../../gateway/demo/startDemoIssuer';
import type { DemoIssuer } from '../../../gateway/demo/startDemoIssuer';
import { NO_LIMITS } from '../../../gateway/front/limits/LimitsConfig';
import type { LimitsConfig } from '../../../gateway/front/limits/LimitsConfig';
import { housingVocabulary } from '../housingVocabulary';

let folder: string;
let issuer: DemoIssuer;
let hub: Hub;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hanse-limits-'));
  // What is refused asks no city, so that this one need not be there.
  const ashford = '{ id: ashford, name: Ashford, country: GB, url: "http://127.0.0.1:1/graphql" }';
  writeFileSync(join(folder, 'network.yaml'), `name: Test network\ncities: [${ashford}]\n`);
  writeFileSync(join(folder, 'topics.ttl'), housingVocabulary);
  issuer = await startDemoIssuer();
});
afterAll(async () => {
  await issuer.close();
  rmSync(folder, { recursive: true });
});
afterEach(() => hub.close());

async function start(limits: Partial<LimitsConfig>, environment: Record<string, string> = {}): Promise<void> {
  const config = parseHubConfig({
    HANSE_NETWORK: join(folder, 'network.yaml'),
    HANSE_CITIES_HTTPS_ONLY: 'false',
    HANSE_VOCABULARY: join(folder, 'topics.ttl'),
    PORT: '0',
    ...environment,
  });
  const options = { ...config, signIn: issuer.signIn, limits: { ...NO_LIMITS, ...limits } };
  hub = await createHub(options, pino({ level: 'silent' }));
  await hub.ready;
}

const QUESTION = '{ alliances { id } }';

function post(headers: Record<string, string> = {}, body: object = { query: QUESTION }): Promise<Response> {
  return fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

async function statuses(count: number, headers?: Record<string, string>): Promise<number[]> {
  const seen: number[] = [];
  for (let i = 0; i < count; i++) seen.push((await post(headers)).status);
  return seen;
}

test('who asks too often is told the limit and when to ask again; members have a limit each', async () => {
  await start({ requestsPerMinute: 3 });
  expect(await statuses(4)).toEqual([200, 200, 200, 429]);
  const refused = await post();
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused.json()).toEqual({
    errors: [
      {
        message: expect.stringMatching(/^More than 3 points in a minute\. Ask again in \d+ s\.$/),
        extensions: { code: 'RATE_LIMITED' },
      },
    ],
  });
  for (const user of ['musterstadt', 'voorbeeldstad']) {
    const headers = { authorization: `Bearer ${await issuer.createToken(user)}` };
    expect(await statuses(4, headers)).toEqual([200, 200, 200, 429]);
  }
  // The page and the export ask cities, too; whether the hub is well can always be asked.
  const paths = ['/?text=housing', '/export.csv?text=housing', '/health/ready', '/.well-known/jwks.json'];
  const answers = await Promise.all(paths.map((path) => fetch(hub.url + path)));
  expect(answers.map(({ status }) => status)).toEqual([429, 429, 200, 200]);
});

test('tokens that are not valid count, so that nobody can try them without end', async () => {
  await start({ requestsPerMinute: 2 });
  expect(await statuses(3, { authorization: 'Bearer abc' })).toEqual([401, 401, 429]);
});

test('a client cannot choose its address, but a proxy that is trusted tells it', async () => {
  const asked = async (): Promise<number[]> => [
    ...(await statuses(2, { 'x-forwarded-for': '192.0.2.1' })),
    ...(await statuses(1, { 'x-forwarded-for': '192.0.2.2' })),
  ];
  await start({ requestsPerMinute: 1 });
  expect(await asked()).toEqual([200, 429, 429]);
  await hub.close();
  await start({ requestsPerMinute: 1, trustedProxies: ['127.0.0.0/8'] });
  expect(await asked()).toEqual([200, 429, 200]);
  // Of IPv6 everybody has as many addresses as they like, within a /64.
  const addresses = ['2001:db8::1', '2001:db8::2', '2001:db8:0:1::1', '::ffff:192.0.2.2'];
  const seen = await Promise.all(addresses.map((address) => statuses(1, { 'x-forwarded-for': address })));
  expect(seen.flat()).toEqual([200, 429, 200, 429]);
});

test('what is too much is refused with the figure and the limit', async () => {
  await start({ maxDepth: 4, maxAliases: 2 }, { HANSE_MAX_SEARCH_COST: '1' });
  const deep = '{ concepts { broader { broader { broader { id } } } } }';
  const wide = `{ alliances { ${'id '.repeat(5_000)} } }`;
  const search = 'experts(concepts: ["concept:housing"]) { totalCount }';
  for (const [query, status, code, message] of [
    [deep, 400, 'GRAPHQL_VALIDATION_FAILED', 'Query depth limit of 4 exceeded, found 5.'],
    [
      `query { ...A } fragment A on Query ${deep}`,
      400,
      'GRAPHQL_VALIDATION_FAILED',
      'Query depth limit of 4 exceeded, found 5.',
    ],
    [
      '{ a: alliances { id } b: alliances { id } c: alliances { id } }',
      400,
      'GRAPHQL_VALIDATION_FAILED',
      'Aliases limit of 2 exceeded, found 3.',
    ],
    [wide, 400, 'GRAPHQL_PARSE_FAILED', 'Syntax Error: The document has 5005 tokens, and the limit is 5000.'],
    [
      `{ alliances { id } } # ${'x'.repeat(262_144)}`,
      413,
      'BAD_REQUEST',
      /^The request has \d{6} bytes, and the limit is 262144\.$/,
    ],
    [
      '{ cities(first: 101) { nodes { id } } }',
      200,
      'BAD_USER_INPUT',
      'first must be a number from 1 to 100, but got 101.',
    ],
    [`{ a: ${search} b: ${search} }`, 200, 'TOO_COSTLY', /^This query costs \d+, and the limit is 1: /],
  ] as const) {
    const response = await post({}, { query });
    const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
    expect([response.status, errors[0]?.extensions.code]).toEqual([status, code]);
    expect(errors[0]?.message).toMatch(message);
  }
});

test('a client may send the hash of an operation that it has sent before', async () => {
  await start({});
  const ask = async (body: object): Promise<unknown> => {
    const { data, errors } = (await (await post({}, body)).json()) as {
      data?: { alliances: unknown };
      errors?: { extensions: { code: string } }[];
    };
    return data?.alliances ?? errors?.[0]?.extensions.code;
  };
  const byHash = (text: string, version = 1): object => ({
    persistedQuery: { version, sha256Hash: createHash('sha256').update(text).digest('hex') },
  });
  expect(await ask({ extensions: byHash(QUESTION) })).toBe('PERSISTED_QUERY_NOT_FOUND');
  expect(await ask({ extensions: byHash(QUESTION), query: QUESTION })).toEqual([]);
  expect(await ask({ extensions: byHash(QUESTION) })).toEqual([]);
  // Nobody can put an operation in another one's place.
  expect(await ask({ extensions: byHash(QUESTION), query: '{ alliances { name } }' })).toBe('BAD_REQUEST');
  expect(await ask({ extensions: byHash(QUESTION, 2), query: QUESTION })).toBe('BAD_REQUEST');
});

test('pages of the origins that are named may ask in a browser, and no others', async () => {
  await start({ corsOrigins: ['https://dashboard.example.org'] });
  const preflight = async (origin: string): Promise<string | null> => {
    const response = await fetch(`${hub.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    });
    return response.headers.get('access-control-allow-origin');
  };
  expect(await preflight('https://dashboard.example.org')).toBe('https://dashboard.example.org');
  expect(await preflight('https://elsewhere.example.org')).toBeNull();
});

test('the schema is told only where that is wanted', async () => {
  await start({ introspection: false });
  const response = await post({}, { query: '{ __schema { queryType { name } } }' });
  expect(response.status).toBe(400);
  expect((await post({}, { query: '{ __typename }' })).status).toBe(200);
});

test('every answer tells a browser to guess no type and to frame nothing', async () => {
  await start({});
  for (const path of ['/', '/graphql?query={__typename}', '/nothing']) {
    const { headers } = await fetch(hub.url + path, { headers: { 'content-type': 'application/json' } });
    expect([headers.get('x-content-type-options'), headers.get('x-frame-options')]).toEqual(['nosniff', 'SAMEORIGIN']);
  }
});
