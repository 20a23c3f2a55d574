import { createRemoteJWKSet, jwtVerify } from 'jose';
import { housingVocabulary } from '../housingVocabulary';
import { inventedCity } from '../inventedCity';
import { startNetwork } from '../startNetwork';
import type { TestNetwork } from '../startNetwork';

let network: TestNetwork;

beforeAll(async () => {
  network = await startNetwork({
    vocabulary: housingVocabulary,
    network: { cities: ['ashford', 'birkdale'].map((id) => ({ id, name: id, country: 'GB' })) },
    content: { ashford: inventedCity('ashford', 2), birkdale: inventedCity('birkdale', 2) },
    config: { recordsWithHits: 'off' },
  });
}, 60_000);

afterAll(() => network.close());

const EXPERTS = '{ experts(concepts: ["concept:housing"]) { nodes { name } coverage { complete } } }';

test('every call, from admission to the fetch, bears a token for its city that the published keys confirm', async () => {
  const { data } = await network.query(EXPERTS);
  expect(data.experts.coverage.complete).toBe(true);
  const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', network.hub.url));
  for (const id of ['ashford', 'birkdale']) {
    const { requests } = network.city(id).wire;
    expect(requests.length).toBeGreaterThanOrEqual(4);
    for (const { headers } of requests) {
      const [, token = ''] = (headers.authorization ?? '').split(' ');
      const { payload } = await jwtVerify(token, keys, { audience: id, issuer: 'hanse-hub' });
      expect(payload.viewer).toEqual({ anonymous: true });
      expect(payload.exp! - payload.iat!).toBe(60);
    }
  }
});

test('what the hub publishes holds no secret', async () => {
  const response = await fetch(`${network.hub.url}/.well-known/jwks.json`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^application\/jwk-set\+json/);
  const { keys } = (await response.json()) as { keys: object[] };
  expect(keys).toEqual([
    { kty: 'OKP', crv: 'Ed25519', x: expect.any(String), kid: expect.any(String), alg: 'EdDSA', use: 'sig' },
  ]);
});

test('a city answers the hub, and whoever else asks is refused', async () => {
  const { server } = network.city('ashford');
  const response = await fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
  });
  expect(response.status).toBe(401);
  expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  expect((await fetch(new URL('/health/live', server.url))).status).toBe(200);
});

test('the id that the hub gives a request goes on to every city, and that of the client does not', async () => {
  const ofClient = '4bf92f3577b34da6a3ce929d0e0e4736';
  const response = await fetch(`${network.hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', traceparent: `00-${ofClient}-00f067aa0ba902b7-01` },
    body: JSON.stringify({ query: EXPERTS }),
  });
  const traceId = response.headers.get('x-request-id')!;
  // The hub visits the cities beside that, each time with a trace of its own.
  const traces = ['ashford', 'birkdale'].map((id) =>
    network
      .city(id)
      .wire.requests.map(({ headers }) => String(headers['traceparent']))
      .filter((traceparent) => traceparent.includes(traceId)),
  );
  const [first = ''] = traces.flat();
  expect(first).toMatch(new RegExp(`^00-${traceId}-[\\da-f]{16}-00$`));
  expect(first).not.toContain(ofClient);
  expect(first).not.toContain('00f067aa0ba902b7');
  // Two rounds: search, then fetch.
  expect(traces).toEqual([
    [first, first],
    [first, first],
  ]);
});
