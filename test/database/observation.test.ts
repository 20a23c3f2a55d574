import { pino } from 'pino';
import type { CityServer } from '../../subgraphs/city/serve/createCityServer';
import { openTestCity } from './openTestCity';
import type { TestCity } from './openTestCity';
import { until } from '../until';
import { serveCity } from './serveCity';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
let city: TestCity;
let server: CityServer;
const lines: string[] = [];
const logger = pino({}, { write: (line: string) => void lines.push(line) });

const serve = (cityId: string, databaseUrl: string) =>
  serveCity(databaseUrl, { cityId, operations: { metrics: { host: '127.0.0.1', port: 0 } } }, logger);

beforeAll(async () => {
  city = await openTestCity('gera');
  await city.insert('staff', { key: '1', name: 'Sandra Wanzar' });
});
afterAll(() => city.close());

beforeEach(async () => {
  lines.splice(0);
  server = await serve('gera', city.databaseUrl);
});
afterEach(() => server.close());

const ask = (body: unknown, signal: AbortSignal | null = null) =>
  fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', traceparent: `00-${TRACE}-00f067aa0ba902b7-01` },
    body: JSON.stringify(body),
    signal,
  });

const search = {
  query: 'query Search($text: String) { staffHits(text: $text, day: "2026-01-01", first: 5) { total hits { id } } }',
  variables: { text: 'Wanzar' },
};

async function requests(count: number): Promise<Record<string, unknown>[]> {
  const found = () => lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'request');
  await until(`${count} requests in the log`, () => found().length >= count);
  return found();
}

const metrics = async (): Promise<string> => (await fetch(server.metricsUrl!)).text();

describe('the log of requests', () => {
  it('has operation, status, duration, size and trace of each request, and nothing about persons', async () => {
    const response = await ask(search);
    const size = (await response.text()).length;
    const [line] = await requests(1);
    expect(line).toMatchObject({
      level: 30,
      city: 'gera',
      msg: 'request',
      operation: 'Search',
      kind: 'hits',
      outcome: 'answered',
      status: 200,
      ms: expect.any(Number),
      bytes: size,
      requestId: TRACE,
    });
    expect(lines.join('')).not.toMatch(/wanzar|sandra|gera:staff/i);
  });

  it('has requests that were refused, failed or left, too', async () => {
    await ask({ query: '{ staff', variables: { name: 'Sandra' } });
    await ask({ query: '{ staffHits(day: "2026-01-01", first: 1) { total } }' });
    await requests(2);
    const blocker = city.dataSource.createQueryRunner();
    await blocker.startTransaction();
    await blocker.query('LOCK TABLE staff');
    await expect(ask(search, AbortSignal.timeout(300))).rejects.toThrow();
    await blocker.rollbackTransaction();
    await blocker.release();
    expect((await requests(3)).map(({ kind, outcome, status }) => ({ kind, outcome, status }))).toEqual([
      { kind: 'none', outcome: 'refused', status: 400 },
      { kind: 'hits', outcome: 'errors', status: 200 },
      { kind: 'hits', outcome: 'aborted', status: null },
    ]);
  });

  it('says of a statement that failed which it was, and not what was in it', async () => {
    await city.dataSource.query('ALTER TABLE staff RENAME TO people');
    await city.dataSource.query(`CREATE VIEW staff AS SELECT people.*, ('Sandra ' || name)::int AS broken FROM people`);
    await ask({
      query:
        '{ _entities(representations: [{ __typename: "City", id: "gera" }]) { ... on City { staff { nodes { name } } } } }',
    });
    await ask(search);
    await requests(2);
    expect(lines.join('')).not.toMatch(/wanzar|sandra/i);
    await city.dataSource.query('DROP VIEW staff');
    await city.dataSource.query('ALTER TABLE people RENAME TO staff');
  });
});

describe('the figures of a city', () => {
  it('count requests by kind and outcome, and tell of pool, event loop and process, on a port of their own', async () => {
    await (await ask(search)).text();
    await (await ask({ query: '{ _service { sdl } }' })).text();
    await (await ask({ query: '{ nothing }' })).text();
    await requests(3);
    const text = await metrics();
    expect(text).toContain('hanse_city_requests_total{kind="hits",outcome="answered",city="gera"} 1');
    expect(text).toContain('hanse_city_requests_total{kind="schema",outcome="answered",city="gera"} 1');
    expect(text).toContain('hanse_city_requests_total{kind="none",outcome="refused",city="gera"} 1');
    expect(text).toContain('hanse_city_request_duration_seconds_count{city="gera",kind="hits"} 1');
    expect(text).toMatch(/hanse_city_database_connections\{state="idle",city="gera"\} [1-9]/);
    expect(text).toContain('hanse_city_database_connections_limit{city="gera"} 10');
    expect(text).toContain('hanse_city_database_waiting{city="gera"} 0');
    expect(text).toMatch(/nodejs_eventloop_lag_p99_seconds /);
    expect(text).toMatch(/process_resident_memory_bytes /);
    expect(text).not.toMatch(/wanzar|sandra|gera:staff/i);
    expect(new URL(server.metricsUrl!).port).not.toBe(new URL(server.url).port);
    expect((await fetch(server.url.replace('/graphql', '/metrics'))).status).toBe(404);
  });

  it('are those of one city, whatever else the process serves', async () => {
    const jena = await openTestCity('jena');
    const other = await serve('jena', jena.databaseUrl);
    try {
      await (await ask(search)).text();
      await requests(1);
      const text = await (await fetch(other.metricsUrl!)).text();
      expect(text).not.toContain('gera');
      expect(text).not.toMatch(/hanse_city_requests_total\{/);
      expect(text).toMatch(/process_resident_memory_bytes /);
    } finally {
      await other.close();
      await jena.close();
    }
  });

  it('are gone when the city is', async () => {
    const { metricsUrl } = server;
    await server.close();
    await expect(fetch(metricsUrl!)).rejects.toThrow();
  });
});
