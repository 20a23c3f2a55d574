import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { NO_LIMITS } from '../../../gateway/front/limits/LimitsConfig';
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
    config: { metrics: { host: '127.0.0.1', port: 0 }, limits: { ...NO_LIMITS, maxDepth: 10 } },
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
  await network.query('{ experts { totalCount } }');
  const after = await read();
  // Each city that answers was asked for hits and records at once.
  expect(after.get('hanse_hub_city_calls_total{city="ashford",status="ANSWERED"}')).toBe(1);
  expect(after.get('hanse_hub_city_calls_total{city="corby",status="UNREACHABLE"}')).toBe(1);
  expect(after.get('hanse_hub_city_call_seconds_total{city="ashford"}')).toBeGreaterThan(0);
  expect(after.get('hanse_hub_requests_total{outcome="answered",viewer="anonymous"}')).toBe(1);
  expect(after.get('hanse_hub_requests_total{outcome="refused",viewer="anonymous"}')).toBe(2);
  expect(after.get('hanse_hub_request_duration_seconds_count')).toBe(3);
  expect(after.get('hanse_hub_plan_cache_lookups_total{result="miss"}')).toBe(2);
  expect(after.get('hanse_hub_plan_cache_lookups_total{result="hit"}')).toBe(1);
  expect(after.get('hanse_hub_plan_cache_plans')).toBe(2);
  expect(after.get('hanse_hub_searches_total{complete="false"}')).toBe(1);
  expect(after.get('hanse_hub_coverage_cities_total{status="ANSWERED"}')).toBe(2);
  expect(after.get('hanse_hub_coverage_cities_total{status="UNREACHABLE"}')).toBe(1);
  expect(after.get('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
  expect(after.get('process_resident_memory_bytes')).toBeGreaterThan(0);
});

test('figures tell how many hits of each city were held against its records, and how many contradict them', async () => {
  const figure = (name: string) => `hanse_hub_hits_${name}_total{city="ashford"}`;
  const before = await read();
  await network.query('{ experts(concepts: ["concept:housing"]) { nodes { experiences { role since } } } }');
  // Nothing that hits rest on.
  await network.query(EXPERTS);
  const after = await read();
  expect(after.get(figure('compared'))! - before.get(figure('compared'))!).toBe(2);
  expect(after.get(figure('contradicted'))).toBe(0);
  expect(after.get(figure('withheld'))).toBe(0);
});

test('refusals are counted by their reason, before GraphQL and in it', async () => {
  const ask = (body: string, type = 'application/json'): Promise<Response> =>
    fetch(`${network.hub.url}/graphql`, { method: 'POST', headers: { 'content-type': type }, body });
  await ask('{"query": "{"}');
  await ask(`{"query": "{ ${'cities { nodes { alliances { '.repeat(5)} id ${'} } }'.repeat(5)} }"}`);
  await ask('{"query": "{ cities { totalCount } }"}', 'text/plain');
  await ask(' '.repeat(300_000));
  const figures = await read();
  const reasons = [...figures].filter(([name]) => name.startsWith('hanse_hub_refusals_total'));
  expect(Object.fromEntries(reasons)).toEqual({
    'hanse_hub_refusals_total{reason="BAD_USER_INPUT"}': 2,
    'hanse_hub_refusals_total{reason="GRAPHQL_PARSE_FAILED"}': 1,
    'hanse_hub_refusals_total{reason="GRAPHQL_VALIDATION_FAILED"}': 1,
    'hanse_hub_refusals_total{reason="BAD_REQUEST"}': 1,
    'hanse_hub_refusals_total{reason="TOO_LARGE"}': 1,
  });
});

test('what is under way is counted while it is', async () => {
  let hasAsked: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (hasAsked = resolve));
  network.city('ashford').wire.treat = () => {
    hasAsked();
    return 'HANG';
  };
  const leaving = new AbortController();
  const answer = fetch(`${network.hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: EXPERTS }),
    signal: leaving.signal,
  });
  await asked;
  const during = await read();
  leaving.abort();
  await answer.catch(() => undefined);
  network.city('ashford').wire.treat = () => 'FORWARD';
  expect(during.get('hanse_hub_requests_in_flight')).toBe(1);
  expect(during.get('hanse_hub_city_calls_in_flight')).toBeGreaterThanOrEqual(1);
  await network.query('{ cities { totalCount } }');
  const after = await read();
  expect(after.get('hanse_hub_requests_in_flight')).toBe(0);
  expect(after.get('hanse_hub_city_calls_in_flight')).toBe(0);
});

test('a city that failed again and again shows as left alone', async () => {
  network.city('birkdale').wire.treat = () => 'RESET';
  for (let i = 0; i < 5; i++) await network.query(EXPERTS);
  expect((await read()).get('hanse_hub_city_left_alone{city="birkdale"}')).toBe(1);
  expect((await read()).has('hanse_hub_city_left_alone{city="ashford"}')).toBe(false);
});

test('a file that is refused shows as long as it lies there', async () => {
  const good = readFileSync(network.networkFile, 'utf8');
  writeFileSync(network.networkFile, 'cities: 1');
  expect(await network.hub.reload()).toBe('refused');
  expect((await read()).get('hanse_hub_file_refused{file="network"}')).toBe(1);
  expect((await read()).get('hanse_hub_file_refused{file="keys"}')).toBe(0);
  writeFileSync(network.networkFile, good);
  await network.hub.reload();
  expect((await read()).get('hanse_hub_file_refused{file="network"}')).toBe(0);
});

test('figures are not told where clients ask', async () => {
  expect((await fetch(`${network.hub.url}/metrics`)).status).toBe(404);
});

describe('what is shipped for operators', () => {
  const read = (...path: string[]): string => readFileSync(join(__dirname, '..', '..', '..', ...path), 'utf8');
  const dashboard = JSON.parse(read('docker', 'grafana', 'hanse.json'));
  const { groups } = parse(read('docker', 'prometheus', 'alerts.yaml'));
  const alerts = groups.flatMap(({ rules }: { rules: unknown[] }) => rules);
  const prometheus = parse(read('docker', 'prometheus', 'prometheus.yaml'));
  const queries: string[] = dashboard.panels.flatMap(({ targets }: { targets: { expr: string }[] }) =>
    targets.map(({ expr }) => expr),
  );

  /** Of series: those of a histogram or a summary have endings of their own. */
  async function namesTold(): Promise<ReadonlySet<string>> {
    const text = await (await fetch(network.hub.metricsUrl!)).text();
    return new Set(
      [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name = '', type = '']) =>
        ['histogram', 'summary'].includes(type) ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
      ),
    );
  }

  test('every figure that the dashboard or an alert uses is told by the hub', async () => {
    const told = await namesTold();
    const expressions: string[] = [...queries, ...alerts.map(({ expr }: { expr: string }) => expr)];
    const used = expressions.flatMap((expr) => expr.match(/\b(?:hanse|nodejs|process)_\w+/g) ?? []);
    expect(used.length).toBeGreaterThan(30);
    expect(used.filter((name) => !told.has(name))).toEqual([]);
  });

  test('every figure of the hub stands on the dashboard', async () => {
    const shown = queries.join('\n');
    const missing = [...(await namesTold())]
      .map((name) => name.replace(/_(bucket|sum|count)$/, ''))
      .filter((name) => name.startsWith('hanse_') && !shown.includes(name));
    expect(missing).toEqual([]);
  });

  test('every alert tells when it is given, in words, and which section of the page of operators is about it', () => {
    const page = read('gateway', 'README.md');
    expect(alerts.length).toBeGreaterThan(5);
    for (const alert of alerts) {
      expect(alert).toMatchObject({
        for: expect.stringMatching(/^\d+m$/),
        labels: { severity: expect.stringMatching(/^(critical|warning)$/) },
        annotations: { summary: expect.any(String), page: `gateway/README.md#${alert.alert.toLowerCase()}` },
      });
      expect(page).toMatch(new RegExp(`^### ${alert.alert}$`, 'm'));
    }
    const sections = [...page.matchAll(/^### ((?:Hub|City|Coverage|Many)\w+)$/gm)].map(([, name]) => name);
    expect(sections).toEqual(alerts.map(({ alert }: { alert: string }) => alert));
  });

  test('the job of the example is the one of the alerts', () => {
    expect(prometheus.rule_files).toEqual(['alerts.yaml']);
    const jobs = new Set(alerts.map(({ expr }: { expr: string }) => /job="([^"]+)"/.exec(expr)?.[1]));
    expect([...jobs]).toEqual(prometheus.scrape_configs.map(({ job_name }: { job_name: string }) => job_name));
  });
});
