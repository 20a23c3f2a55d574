import { startDemoIssuer } from '../../../gateway/demo/issuer/startDemoIssuer';
import type { DemoIssuer } from '../../../gateway/demo/issuer/startDemoIssuer';
import { NO_LIMITS } from '../../../gateway/limits/LimitsConfig';
import type { LimitsConfig } from '../../../gateway/limits/LimitsConfig';
import { housingVocabulary } from '../housingVocabulary';
import { inventedCity } from '../inventedCity';
import { startNetwork } from '../startNetwork';
import type { TestNetwork } from '../startNetwork';

let issuer: DemoIssuer;
let network: TestNetwork;

beforeAll(async () => {
  issuer = await startDemoIssuer();
});
afterAll(() => issuer.close());
afterEach(() => network.close());

const cities = [{ id: 'ashford', name: 'Ashford', country: 'GB' }];

async function start(limits: Partial<LimitsConfig>): Promise<void> {
  network = await startNetwork({
    vocabulary: housingVocabulary,
    network: { cities },
    content: { ashford: inventedCity('ashford', 2) },
    config: { signIn: issuer.signIn, limits: { ...NO_LIMITS, ...limits } },
  });
}

const QUESTION = '{ experts(concepts: ["concept:housing"]) { totalCount } }';

function post(headers: Record<string, string> = {}, query = QUESTION): Promise<Response> {
  return fetch(`${network.hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
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
        message: expect.stringMatching(/^More than 3 requests in a minute\. Ask again in \d+ s\.$/),
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
  const answers = await Promise.all(paths.map((path) => fetch(network.hub.url + path)));
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
  await network.close();
  await start({ requestsPerMinute: 1, trustedProxies: ['127.0.0.0/8'] });
  expect(await asked()).toEqual([200, 429, 200]);
});

test('what is nested too deeply or has too many aliases is refused with the figure and the limit', async () => {
  await start({ maxDepth: 4, maxAliases: 2 });
  const deep = '{ concepts { broader { broader { broader { id } } } } }';
  for (const [query, message] of [
    [deep, 'Query depth limit of 4 exceeded, found 5.'],
    [`query { ...A } fragment A on Query ${deep}`, 'Query depth limit of 4 exceeded, found 5.'],
    ['{ a: alliances { id } b: alliances { id } c: alliances { id } }', 'Aliases limit of 2 exceeded, found 3.'],
  ] as const) {
    const response = await post({}, query);
    expect(response.status).toBe(400);
    const { errors } = (await response.json()) as { errors: unknown[] };
    expect(errors).toMatchObject([{ message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  }
});

test('pages of the origins that are named may ask in a browser, and no others', async () => {
  await start({ corsOrigins: ['https://dashboard.example.org'] });
  const preflight = async (origin: string): Promise<string | null> => {
    const response = await fetch(`${network.hub.url}/graphql`, {
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
  const response = await post({}, '{ __schema { queryType { name } } }');
  expect(response.status).toBe(400);
  expect((await post({}, '{ __typename }')).status).toBe(200);
});

test('every answer tells a browser to guess no type and to frame nothing', async () => {
  await start({});
  for (const path of ['/', '/graphql?query={__typename}', '/nothing']) {
    const { headers } = await fetch(network.hub.url + path, { headers: { 'content-type': 'application/json' } });
    expect([headers.get('x-content-type-options'), headers.get('x-frame-options')]).toEqual(['nosniff', 'SAMEORIGIN']);
  }
});
