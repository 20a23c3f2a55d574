import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseHubConfig } from '../../gateway/config';
import { COSTS } from '../../subgraphs/search/cost/workOf';

const root = join(__dirname, '..', '..');
const page = readFileSync(join(root, 'gateway', 'README.md'), 'utf8');

const VARIABLE = /^(?:(?:HANSE|METRICS|OTEL)_[A-Z_]+|HOST|PORT|LOG_LEVEL)$/;
/** Of the terminal client, which is not the hub. */
const OF_CLIENT = ['HANSE_HUB', 'HANSE_TOKEN'];

/** Variables in the first column of the page's tables, with what stands in the second. */
const documented = new Map(
  [...page.matchAll(/^\| (`[^|]+) \| ([^|]+) \|/gm)].flatMap(([, names = '', fallback = '']) =>
    [...names.matchAll(/`([^`]+)`/g)].flatMap(([, name = '']) =>
      VARIABLE.test(name) ? [[name, fallback.trim()]] : [],
    ),
  ) as [string, string][],
);

function sourcesIn(folder: string, extension: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => extension.test(name) && !/\.test\.ts$|(^|\/)esm|(^|\/)esnext/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

test('every variable that the hub reads stands on the page of operators, and no other', () => {
  const read = new Set(
    sourcesIn(join(root, 'gateway'), /\.tsx?$/)
      .flatMap((source) => [...source.matchAll(/'([A-Z_]+)'/g)].map(([, name = '']) => name))
      .filter((name) => VARIABLE.test(name) && !OF_CLIENT.includes(name)),
  );
  expect(read.size).toBeGreaterThan(30);
  expect([...read].filter((name) => !documented.has(name))).toEqual([]);
  expect([...documented.keys()].filter((name) => !name.startsWith('OTEL_') && !read.has(name))).toEqual([]);
});

test('the variables of OpenTelemetry on the page are those that the installed packages read', () => {
  /** Where a package is that a dependency of the project has. */
  const find = (name: string, dependency: string): string =>
    dirname(require.resolve(name, { paths: [require.resolve(dependency)] }));
  const source = [
    find('@opentelemetry/otlp-exporter-base', '@opentelemetry/exporter-trace-otlp-http'),
    find('@opentelemetry/sdk-trace-base', '@opentelemetry/sdk-trace-node'),
    dirname(require.resolve('@opentelemetry/resources')),
  ]
    .flatMap((folder) => sourcesIn(folder, /\.js$/))
    .concat(readFileSync(join(root, 'subgraphs', 'serving', 'tracing', 'startTracing.ts'), 'utf8'))
    .join('\n');
  const known = [...documented.keys()].filter((name) => name.startsWith('OTEL_'));
  expect(known.length).toBeGreaterThan(10);
  const isRead = (name: string): boolean =>
    source.includes(`'${name}'`) || source.includes(name.replace('_TRACES_', '_${signalIdentifier}_'));
  expect(known.filter((name) => !isRead(name))).toEqual([]);
});

test.each([
  ['PORT', 'port'],
  ['HOST', 'host'],
  ['HANSE_TIMEOUT_MS', 'timeoutMs'],
  ['HANSE_MAX_TIMEOUT_MS', 'maxTimeoutMs'],
  ['HANSE_FETCH_RESERVE_MS', 'fetchReserveMs'],
  ['HANSE_MAX_CITIES_FOR_TEXT', 'maxCitiesForText'],
  ['HANSE_MAX_SEARCH_COST', 'maxSearchCost'],
  ['HANSE_CONNECTIONS_PER_CITY', 'connectionsPerCity'],
  ['HANSE_MAX_CALLS', 'maxCalls'],
  ['HANSE_BREAKER_RESET_MS', 'breakerResetMs'],
  ['HANSE_MAX_ANSWER_BYTES', 'maxAnswerBytes'],
  ['HANSE_DRAIN_SECONDS', 'drainMs'],
] as const)('the default of %s is what the page says', (name, key) => {
  const config = parseHubConfig({ HANSE_NETWORK: 'network.yaml' });
  expect(documented.get(name)?.split(', ')).toContain(String(config[key]));
});

test('what work costs is what the page says', () => {
  const told = [...page.matchAll(/\(`((?:hub|city)\.\w+)`\) *\| *([\d.]+) \|/g)].map(([, name, ms]) => [
    name,
    Number(ms),
  ]);
  const { facets, aspects, backwards, ...ofCity } = COSTS.city;
  const costs = Object.entries({ hub: COSTS.hub, city: ofCity }).flatMap(([who, works]) =>
    Object.entries(works).map(([work, ms]) => [`${who}.${work}`, ms]),
  );
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(costs));
  expect([facets, COSTS.point]).toEqual([2, 5]);
  expect(page).toContain(`(\`city.aspects\`, ${aspects})`);
  expect(page).toContain(`(\`city.backwards\`, ${backwards})`);
});
