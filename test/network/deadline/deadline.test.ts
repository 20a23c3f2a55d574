import { housingVocabulary } from '../housingVocabulary';
import { inventedCity } from '../inventedCity';
import type { TestNetwork } from '../startNetwork';
import { startNetwork } from '../startNetwork';
import type { Wiretap } from '../startWiretap';
import { until } from '../../until';

const cities = ['ashford', 'birkdale', 'corwen'];
const search = (args: string, selection = ''): string => `{
  experts(text: "housing plan"${args}) {
    nodes { id name }
    totalCount
    ${selection}
    coverage { asked answered complete cities { city { id name } status message } }
  }
}`;

let network: TestNetwork;
let wire: Wiretap;

beforeAll(async () => {
  network = await startNetwork({
    vocabulary: housingVocabulary,
    network: { cities: cities.map((id) => ({ id, name: id, country: 'GB' })) },
    content: Object.fromEntries(cities.map((id) => [id, inventedCity(id, 2)])),
  });
  wire = network.city('birkdale').wire;
}, 60_000);

beforeEach(() => {
  wire.treat = () => 'FORWARD';
  wire.abandoned.length = 0;
});

afterAll(async () => {
  await network.close();
});

test('a query ends at the time that it asks for, and names the city that hangs', async () => {
  // The first question of all takes longest, and what is left of a short time for the records is a quarter.
  expect((await network.query(search(''))).data.experts.coverage.complete).toBe(true);
  wire.treat = () => 'HANG';
  const startedAt = performance.now();
  const { data, errors } = await network.query(search(', first: 9, timeoutMs: 3000'));
  // A busy machine takes its time for the rest; the hub's own time for it is ten seconds.
  expect(performance.now() - startedAt).toBeLessThan(8_000);
  expect(errors).toBeUndefined();
  expect(data.experts).toMatchObject({ totalCount: 4, coverage: { asked: 3, answered: 2, complete: false } });
  expect(data.experts.nodes).not.toContain(null);
  expect(data.experts.coverage.cities).toContainEqual(
    expect.objectContaining({ city: { id: 'birkdale', name: 'birkdale' }, status: 'TIMED_OUT' }),
  );
});

test('the longest time that is asked for holds for the query, its own for each search, and all of it for the others', async () => {
  wire.treat = () => 'HANG';
  const coverage = 'coverage { tookMs cities { city { id } status } }';
  const startedAt = performance.now();
  const { data } = await network.query(`{
    any: experts(text: "housing plan", first: 5) { ${coverage} }
    short: experts(text: "housing plan", first: 6, timeoutMs: 400) { ${coverage} }
    long: experts(text: "housing plan", first: 7, timeoutMs: 2000) { ${coverage} }
  }`);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  for (const search of [data.any, data.short, data.long]) {
    expect(search.coverage.cities).toContainEqual({ city: { id: 'birkdale' }, status: 'TIMED_OUT' });
  }
  // 300 and 1500 from the arrival of the query: a quarter is left for the fetch.
  expect(data.short.coverage.tookMs).toBeLessThan(1_000);
  expect(data.long.coverage.tookMs).toBeGreaterThan(1_000);
  expect(data.any.coverage.tookMs).toBeGreaterThan(1_000);
});

test('with require: ALL a city that cannot be had fails the query, which names it', async () => {
  wire.treat = () => 'RESET';
  const { data, errors } = await network.query(search(', require: ALL'));
  expect(data).toEqual({ experts: null });
  expect(errors).toMatchObject([
    {
      message: expect.stringContaining('birkdale'),
      path: ['experts'],
      extensions: { code: 'CITY_UNREACHABLE', city: 'birkdale', phase: 'SEARCH' },
    },
  ]);
  wire.treat = () => 'FORWARD';
  expect((await network.query(search(', require: ALL'))).data.experts.coverage.complete).toBe(true);
});

test('facets are counted by the cities themselves, whatever the page', async () => {
  const facets = `facets {
    cities { city { id name } count } concepts { concept { id label } count } languages { language count } roles { role count } statuses { status count }
  }`;
  const { data, errors } = await network.query(search(', first: 1', facets));
  expect(errors).toBeUndefined();
  expect(data.experts.facets).toEqual({
    cities: cities.map((id) => ({ city: { id, name: id }, count: 2 })),
    concepts: [{ concept: { id: 'concept:housing-plan', label: expect.any(String) }, count: 6 }],
    languages: [{ language: 'en', count: 6 }],
    roles: [{ role: 'LED', count: 6 }],
    statuses: [],
  });
});

test('identical questions at the same time are asked of a city once', async () => {
  // For as long as the city does not answer, it is the same time.
  wire.treat = () => 'HANG';
  wire.requests.length = 0;
  const question = search(', first: 3, timeoutMs: 2000');
  const answers = await Promise.all([network.query(question), network.query(question), network.query(question)]);
  expect(answers.map(({ data }) => data.experts.coverage.answered)).toEqual([2, 2, 2]);
  // Beside them the hub tries the city itself, for they wait long.
  expect(wire.requests.filter(({ query }) => query.includes('staffHits'))).toHaveLength(1);
});

test('a client that leaves takes its calls to the cities with it', async () => {
  wire.treat = () => 'HANG';
  const client = new AbortController();
  const leaving = fetch(`${network.hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: search(', first: 4, timeoutMs: 10000') }),
    signal: client.signal,
  });
  const before = wire.requests.length;
  await until('the city was asked', () => wire.requests.length > before);
  const leftAt = performance.now();
  client.abort();
  await expect(leaving).rejects.toThrow();
  await until('the question was given up', () => wire.abandoned.length > 0);
  expect(performance.now() - leftAt).toBeLessThan(2_000);
});
