import { setTimeout as sleep } from 'node:timers/promises';
import { TRIAL } from '../../../gateway/cities/CityCalls';
import { housingVocabulary } from '../housingVocabulary';
import { inventedCity } from '../inventedCity';
import type { Answer, TestNetwork } from '../startNetwork';
import { startNetwork } from '../startNetwork';
import type { Wiretap, WireRequest } from '../startWiretap';
import { until } from '../../until';

const TIMEOUT_MS = 1_500;
const RESET_MS = 1_000;
/** For questions to cities that answer, of a client that gives a busy machine all the time it may have. */
const PATIENT_MS = 10_000;
const MAX_FAILURES = 5;
const cities = ['ashford', 'birkdale', 'corwen'];

/** Each question is another one: the hub asks identical ones once. */
let questions = 0;
const ask = (network: TestNetwork, timeoutMs?: number): Promise<Answer> => network.query(question(timeoutMs));
const question = (timeoutMs?: number): string => `{
  experts(text: "housing plan", first: ${20 + (questions++ % 60)}${timeoutMs === undefined ? '' : `, timeoutMs: ${timeoutMs}`}) {
    nodes { id name }
    coverage { asked answered complete cities { city { id } status hits message tookMs } }
  }
}`;

let network: TestNetwork;
let wire: Wiretap;

beforeAll(async () => {
  network = await startNetwork({
    vocabulary: housingVocabulary,
    network: { cities: cities.map((id) => ({ id, name: id, country: 'GB' })) },
    content: Object.fromEntries(cities.map((id) => [id, inventedCity(id, 2)])),
    // Two rounds: a city can be lost in either.
    config: { timeoutMs: TIMEOUT_MS, fetchReserveMs: 300, breakerResetMs: RESET_MS, recordsWithHits: 'off' },
  });
  // A machine with much to do may have kept a city from being admitted in the first round.
  while (!(await ask(network)).data.experts.coverage.complete) await network.hub.refresh();
  wire = network.city('birkdale').wire;
}, 60_000);

/** All cities answer at the beginning. The last test ends the hub. */
beforeEach(async () => {
  wire.treat = () => 'FORWARD';
  await until('every city answers', async () => (await ask(network)).data.experts.coverage.complete);
  wire.requests.length = 0;
  wire.abandoned.length = 0;
});

afterAll(async () => {
  await network.close();
});

// The shape that the question asks for.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function answerOf({ data }: Answer, city: string): any {
  return data.experts.coverage.cities.find((answer: { city: { id: string } }) => answer.city.id === city);
}

const isLeftAlone = (answer: Answer): boolean => answerOf(answer, 'birkdale').message.includes('It failed');

/**
 * Has the city fail until it is left alone. With the fifth failure it need not be: the hub's own question may still be
 * under way then, and until that is in vain, too, the city is asked.
 *
 * @returns what clients were told before
 */
async function exhaust(): Promise<readonly Answer[]> {
  const answers = await Promise.all(Array.from({ length: MAX_FAILURES }, () => ask(network)));
  const next = await ask(network);
  const before = [...answers, next].filter((answer) => !isLeftAlone(answer));
  return isLeftAlone(next) ? before : [...before, ...(await exhaust())];
}

const isTrial = ({ query }: WireRequest): boolean => query === TRIAL.query;

test('a city that hangs costs no time after five failures, is named with the reason, and is back by itself', async () => {
  wire.treat = () => 'HANG';
  for (const answer of await exhaust()) {
    expect(answerOf(answer, 'birkdale')).toMatchObject({ status: 'TIMED_OUT', message: 'It did not answer in time.' });
  }

  const askedBefore = wire.requests.length;
  for (let i = 0; i < 5; i++) {
    const answer = await ask(network, PATIENT_MS);
    expect(answer.errors).toBeUndefined();
    expect(answer.data.experts.nodes).toHaveLength(4);
    expect(answer.data.experts.coverage).toMatchObject({ asked: 3, answered: 2, complete: false });
    expect(answerOf(answer, 'birkdale')).toEqual({
      city: { id: 'birkdale' },
      status: 'UNREACHABLE',
      hits: null,
      message: expect.stringMatching(
        /^It did not answer in time\. It failed \d+ times, and is (asked again in 1 s|being tried again now)\.$/,
      ),
      tookMs: 0,
    });
  }
  const sinceThen = (): readonly WireRequest[] => wire.requests.slice(askedBefore);
  expect(sinceThen().filter((request) => !isTrial(request))).toEqual([]);

  // It is the hub that finds out, not a client's query.
  wire.treat = () => 'FORWARD';
  await until('every city answers', async () => (await ask(network)).data.experts.coverage.complete);
  const firstOfClients = sinceThen().findIndex((request) => !isTrial(request));
  expect(firstOfClients).toBeGreaterThan(0);
  const answer = await ask(network, PATIENT_MS);
  expect(answer.data.experts.coverage).toMatchObject({ asked: 3, answered: 3, complete: true });
  expect(answer.data.experts.nodes).toHaveLength(6);
}, 60_000);

test('a city that is down is tried again and again, until it answers', async () => {
  wire.treat = () => 'RESET';
  await exhaust();
  const askedBefore = wire.requests.length;
  const startedAt = performance.now();
  const trials = (): number => wire.requests.length - askedBefore;
  await until('it was tried three times', () => trials() >= 3);
  // Between two there is half of that at least, and the first one can have been due.
  expect(performance.now() - startedAt).toBeGreaterThan(RESET_MS - 50);
  expect(answerOf(await ask(network), 'birkdale')).toMatchObject({
    status: 'UNREACHABLE',
    message: expect.stringMatching(/^It could not be reached\. It failed \d+ times, and is /),
  });
  wire.treat = () => 'FORWARD';
  await until('Birkdale answers', async () => answerOf(await ask(network), 'birkdale').status === 'ANSWERED');
}, 60_000);

test('a client that goes away cancels the calls to the cities, and has none of them left alone', async () => {
  wire.treat = () => 'HANG';
  // The hub may have a question of its own beside that.
  const ofClients = (requests: Wiretap['requests']): number =>
    requests.filter(({ query }) => query.includes('staffHits')).length;
  for (let i = 1; i <= 2 * MAX_FAILURES; i++) {
    const client = new AbortController();
    const asked = fetch(`${network.hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: question() }),
      signal: client.signal,
    });
    const gone = expect(asked).rejects.toThrow('aborted');
    await until('the city was asked', () => ofClients(wire.requests) === i && ofClients(wire.abandoned) === i - 1);
    await sleep(50);
    client.abort();
    await gone;
    await until('the question was given up', () => ofClients(wire.abandoned) === i);
  }
  wire.treat = () => 'FORWARD';
  expect((await ask(network, PATIENT_MS)).data.experts.coverage).toMatchObject({ answered: 3, complete: true });
}, 60_000);

test('clients that are impatient have no city left alone', async () => {
  wire.treat = () => 'HANG';
  for (let i = 0; i < 2 * MAX_FAILURES; i++) {
    expect(answerOf(await ask(network, 100), 'birkdale')).toMatchObject({ status: 'TIMED_OUT' });
  }
  wire.treat = () => 'FORWARD';
  expect((await ask(network, PATIENT_MS)).data.experts.coverage).toMatchObject({ answered: 3, complete: true });
}, 60_000);

test('HUB-204 clients that ask for more than a city can answer in time do not have it left alone for the others', async () => {
  wire.treat = (request) => (isTrial(request) ? 'FORWARD' : 'HANG');
  const lists = Array.from({ length: 17 }, (_, at) => `a${at}: staff(first: 100, after: $after) { nodes { name } }`);
  const attack = `query ($after: String) { city(id: "birkdale") { ${lists.join(' ')} } }`;
  for (let rounds = 0; rounds < 2; rounds += 1) {
    const answers = await Promise.all(
      // Each is another question: the hub asks identical ones once.
      Array.from({ length: 8 }, (_, at) => network.query(attack, { after: `${rounds}-${at}` })),
    );
    for (const { errors } of answers) expect(errors?.[0]?.extensions['code']).toBe('CITY_TIMED_OUT');
  }
  expect(wire.requests.filter(isTrial).length).toBeGreaterThan(0);
  wire.treat = () => 'FORWARD';
  expect(answerOf(await ask(network, PATIENT_MS), 'birkdale')).toMatchObject({ status: 'ANSWERED', hits: 2 });
}, 60_000);

test('cities are told how long the hub still waits for them', async () => {
  await ask(network);
  // The hub may have a question of its own between.
  const ofClient = wire.requests.filter((request) => !isTrial(request));
  const [search, fetched] = ofClient.map(({ query, headers }) => ({
    query,
    ms: Number(headers['x-request-timeout-ms']),
  }));
  expect(search!.query).toContain('staffHits');
  expect(search!.ms).toBeGreaterThan(300);
  expect(search!.ms).toBeLessThanOrEqual(1_200);
  expect(fetched!.query).toContain('_entities');
  expect(fetched!.ms).toBeGreaterThan(0);
  expect(fetched!.ms).toBeLessThan(TIMEOUT_MS);
}, 60_000);

test('the hub ends at once while a city is left alone, and tries it no more', async () => {
  wire.treat = () => 'HANG';
  await exhaust();
  const askedBefore = wire.requests.length;
  const startedAt = performance.now();
  await network.hub.close();
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  await sleep(RESET_MS);
  expect(wire.requests).toHaveLength(askedBefore);
}, 60_000);
