import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { startTracing } from '../../../subgraphs/serving/tracing/startTracing';
import type { Tracing } from '../../../subgraphs/serving/tracing/startTracing';
import { housingVocabulary } from '../housingVocabulary';
import { inventedCity } from '../inventedCity';
import { startNetwork } from '../startNetwork';
import type { TestNetwork } from '../startNetwork';
import { startCollector } from './startCollector';
import type { Collector, ReceivedSpan } from './startCollector';

const [INTERNAL, SERVER, CLIENT] = [1, 2, 3];
const PARENT = 'b7ad6b7169203331';

let collector: Collector;
let network: TestNetwork;
const tracings: Tracing[] = [];
const logLines: Record<string, unknown>[] = [];

beforeAll(async () => {
  collector = await startCollector();
  // OpenTelemetry reads the environment of the process.
  Object.assign(process.env, { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '10' });
  const silent = pino({ level: 'silent' });
  tracings.push(await startTracing('hanse-hub', process.env, silent));
  tracings.push(await startTracing('hanse-city', process.env, silent));
  const [hub, city] = tracings.map(({ tracer }) => tracer);
  network = await startNetwork({
    vocabulary: housingVocabulary,
    network: { cities: ['ashford', 'birkdale'].map((id) => ({ id, name: id, country: 'GB' })) },
    content: Object.fromEntries(['ashford', 'birkdale'].map((id) => [id, inventedCity(id, 2)])),
    logger: pino({ level: 'debug' }, { write: (line: string) => logLines.push(JSON.parse(line)) }),
    tracers: { hub, city },
    // Two rounds, to see both phases.
    config: { recordsWithHits: 'off' },
  });
}, 60_000);

afterAll(async () => {
  await network.close();
  for (const tracing of tracings) await tracing.shutdown();
  await collector.close();
});

const FIND = `query FindExperts($text: String!) {
  experts(text: $text) { nodes { name city { name } } coverage { complete } }
}`;

function ask(headers: Record<string, string> = {}, body: object = {}): Promise<Response> {
  return fetch(`${network.hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: FIND, variables: { text: 'housing' }, ...body }),
  });
}

const atLeast =
  (count: number) =>
  ({ length }: readonly ReceivedSpan[]): boolean =>
    length >= count;
const newTraceId = (): string => randomBytes(16).toString('hex');
const byCity = (a: ReceivedSpan, b: ReceivedSpan): number =>
  String(a.attributes['hanse.city']).localeCompare(String(b.attributes['hanse.city']));

test('a trace leads through the hub to each city, with a link to that of the client, which goes no further', async () => {
  const ofClient = newTraceId();
  const wires = ['ashford', 'birkdale'].map((id) => network.city(id).wire);
  for (const { requests } of wires) requests.length = 0;
  const response = await ask({
    traceparent: `00-${ofClient}-${PARENT}-00`,
    tracestate: 'vendor=secret',
    baggage: 'user=Kim',
  });
  const traceId = response.headers.get('x-request-id')!;
  expect(traceId).not.toBe(ofClient);
  expect((await response.json()).data.experts.nodes).toHaveLength(4);

  // The request; two calls to each city; each a request there, with what is executed.
  const spans = await collector.spansOf(traceId, atLeast(13));
  expect(spans).toHaveLength(13);
  const [request, ...others] = spans.filter(({ service, kind }) => service === 'hanse-hub' && kind === SERVER);
  expect(others).toEqual([]);
  expect(request).toMatchObject({
    name: 'POST /graphql',
    links: [{ traceId: ofClient, spanId: PARENT }],
    attributes: {
      'http.request.method': 'POST',
      'http.route': '/graphql',
      'http.response.status_code': 200,
      'graphql.operation.type': 'query',
      'graphql.operation.name': 'FindExperts',
    },
  });
  expect(request!.parentSpanId).toBeFalsy();
  const calls = spans.filter(({ kind }) => kind === CLIENT).sort(byCity);
  for (const phase of ['SEARCH', 'FETCH']) {
    expect(calls.filter(({ attributes }) => attributes['hanse.phase'] === phase)).toMatchObject(
      ['ashford', 'birkdale'].map((city) => ({
        service: 'hanse-hub',
        parentSpanId: request!.spanId,
        attributes: { 'hanse.city': city, 'hanse.status': 'ANSWERED' },
      })),
    );
  }
  for (const call of calls) {
    const [served] = spans.filter(({ parentSpanId }) => parentSpanId === call.spanId);
    expect(served).toMatchObject({ service: 'hanse-city', kind: SERVER, name: 'POST /graphql' });
    const [executed] = spans.filter(({ parentSpanId }) => parentSpanId === served!.spanId);
    expect(executed).toMatchObject({ service: 'hanse-city', kind: INTERNAL, name: 'execute' });
  }
  const sent = wires.flatMap(({ requests }) => requests.map(({ headers }) => headers));
  expect(sent.map(({ traceparent }) => traceparent).sort()).toEqual(
    calls.map(({ spanId }) => `00-${traceId}-${spanId}-01`).sort(),
  );
  for (const headers of sent) {
    expect(headers).not.toHaveProperty('tracestate');
    expect(headers).not.toHaveProperty('baggage');
    expect(JSON.stringify(headers)).not.toContain(ofClient);
  }
});

test('the search page is one trace with what it asks', async () => {
  const response = await fetch(`${network.hub.url}/?text=housing`);
  const isOfPage = ({ name, parentSpanId }: ReceivedSpan): boolean => name === 'GET /' && !parentSpanId;
  const spans = await collector.spansOf(response.headers.get('x-request-id')!, (some) => some.some(isOfPage));
  const [page] = spans.filter(isOfPage);
  const calls = spans.filter(({ kind }) => kind === CLIENT);
  expect(calls.length).toBeGreaterThanOrEqual(4);
  for (const { parentSpanId } of calls) expect(parentSpanId).toBe(page!.spanId);
});

test('a call to a city that fails is marked by its status alone', async () => {
  network.city('birkdale').wire.treat = () => 'RESET';
  const response = await ask();
  network.city('birkdale').wire.treat = () => 'FORWARD';
  const spans = await collector.spansOf(response.headers.get('x-request-id')!, atLeast(8));
  const [failed] = spans.filter(({ attributes }) => attributes['hanse.city'] === 'birkdale');
  expect(failed!.attributes).toEqual({
    'hanse.city': 'birkdale',
    'hanse.phase': 'SEARCH',
    'hanse.status': 'UNREACHABLE',
    'error.type': 'UNREACHABLE',
  });
  expect(failed!.status).toEqual({ code: 2 });
});

test.each([
  ['is not JSON', '/graphql', '{', 400],
  ['cannot be parsed', '/graphql', JSON.stringify({ query: '{ "Kim Muster" }' }), 400],
  ['is too large', '/graphql', ' '.repeat(300_000), 413],
  ['goes nowhere', '/Kim-Muster?name=Kim', '{}', 404],
])(
  'a request that %s has an id in its answer and in the log, and its path and text are in neither',
  async (...call) => {
    const [, path, body, status] = call;
    const response = await fetch(`${network.hub.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(status);
    const requestId = response.headers.get('x-request-id')!;
    const [span] = await collector.spansOf(requestId, atLeast(1));
    expect(span!.attributes['http.response.status_code']).toBe(status);
    expect(logLines.filter((line) => line['requestId'] === requestId)).toMatchObject([{ msg: 'request', status }]);
  },
);

test('no question, no name and no address was told to the collector', () => {
  const told = JSON.stringify(collector.bodies);
  expect(told).toContain('FindExperts');
  for (const secret of ['housing', 'ashford unit', 'Kim', 'secret', 'coverage', '127.0.0.1', 'undici']) {
    expect(told).not.toContain(secret);
  }
  expect(JSON.stringify(logLines)).not.toMatch(/Kim|housing/i);
});

test.each([
  ['without a collector', {}],
  ['with an empty address', { OTEL_EXPORTER_OTLP_ENDPOINT: '' }],
  ['when it is disabled', { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', OTEL_SDK_DISABLED: 'true' }],
  ['with no exporter', { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://127.0.0.1:4318', OTEL_TRACES_EXPORTER: 'none' }],
])('nothing is recorded %s', async (_when, environment) => {
  const silent = pino({ level: 'silent' });
  const tracing = await startTracing('hanse', environment, silent);
  expect(tracing.tracer).toBeUndefined();
  await tracing.shutdown();
});
