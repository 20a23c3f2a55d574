import { housingVocabulary } from '../housingVocabulary';
import { inventedCity } from '../inventedCity';
import { startNetwork } from '../startNetwork';
import type { TestNetwork } from '../startNetwork';

let network: TestNetwork;

beforeAll(async () => {
  network = await startNetwork({
    vocabulary: housingVocabulary,
    network: { cities: ['ashford', 'birkdale', 'corby'].map((id) => ({ id, name: id, country: 'GB' })) },
    content: Object.fromEntries(['ashford', 'birkdale', 'corby'].map((id) => [id, inventedCity(id, 2)])),
    down: ['corby'],
    config: { metrics: { host: '127.0.0.1', port: 0 } },
  });
}, 60_000);

afterAll(() => network.close());

const EXPERTS = '{ experts(concepts: ["concept:housing"]) { nodes { name } coverage { complete } } }';

/** Series by name and labels. */
async function read(): Promise<ReadonlyMap<string, number>> {
  const response = await fetch(network.hub.metricsUrl!);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

test('figures tell of requests, of each city, of coverage and of the process', async () => {
  const before = await read();
  expect(before.get('hanse_hub_cities{status="ADMITTED"}')).toBe(2);
  expect(before.get('hanse_hub_cities{status="UNREACHABLE"}')).toBe(1);
  await network.query(EXPERTS);
  await network.query('{ experts { totalCount } }');
  const after = await read();
  // Each city that answers was asked for hits, and then for its records.
  expect(after.get('hanse_hub_city_calls_total{city="ashford",status="ANSWERED"}')).toBe(2);
  expect(after.get('hanse_hub_city_calls_total{city="corby",status="UNREACHABLE"}')).toBe(1);
  expect(after.get('hanse_hub_city_call_seconds_total{city="ashford"}')).toBeGreaterThan(0);
  expect(after.get('hanse_hub_requests_total{outcome="answered",viewer="anonymous"}')).toBe(1);
  expect(after.get('hanse_hub_requests_total{outcome="errors",viewer="anonymous"}')).toBe(1);
  expect(after.get('hanse_hub_request_duration_seconds_count')).toBe(2);
  expect(after.get('hanse_hub_searches_total{complete="false"}')).toBe(1);
  expect(after.get('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
  expect(after.get('process_resident_memory_bytes')).toBeGreaterThan(0);
});

test('a city that failed again and again shows as left alone', async () => {
  network.city('birkdale').wire.treat = () => 'RESET';
  for (let i = 0; i < 5; i++) await network.query(EXPERTS);
  expect((await read()).get('hanse_hub_city_left_alone{city="birkdale"}')).toBe(1);
  expect((await read()).has('hanse_hub_city_left_alone{city="ashford"}')).toBe(false);
});

test('figures are not told where clients ask', async () => {
  expect((await fetch(`${network.hub.url}/metrics`)).status).toBe(404);
});
