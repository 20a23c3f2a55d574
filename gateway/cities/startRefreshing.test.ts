import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import type { CityReply } from '../../subgraphs/contract/AskCity';
import { DOWN, SDL_ANSWER, setUpRegistry } from './test/setUpRegistry';
import type { RegistrySetUp } from './test/setUpRegistry';
import { startRefreshing } from './startRefreshing';
import type { Refreshing } from './startRefreshing';
import { until } from '../../test/until';

let refreshing: Refreshing;
const summaries = { refreshed: [] as string[], forgotten: [] as string[], answer: 'ANSWERED' as CityReply['status'] };

beforeEach(() => {
  summaries.refreshed.length = 0;
  summaries.forgotten.length = 0;
  summaries.answer = 'ANSWERED';
});
afterEach(async () => {
  await refreshing.stop();
});

function start(setup: RegistrySetUp, intervalMs = 60_000, callTimeoutMs = 1_000): Refreshing {
  refreshing = startRefreshing({
    network: () => ({ cities: setup.cities }),
    registry: setup.registry,
    summaries: {
      refresh: (cityId) => {
        summaries.refreshed.push(cityId);
        return Promise.resolve(summaries.answer);
      },
      forget: (cityId) => void summaries.forgotten.push(cityId),
    },
    intervalMs,
    callTimeoutMs,
    logger: pino({ level: 'silent' }),
  });
  return refreshing;
}

test('the first round examines each city with a server, and fetches the summaries of the admitted', async () => {
  const setup = setUpRegistry();
  await start(setup).firstRound;
  expect(setup.client.asked).toEqual(['http://gera.example/graphql { _service { sdl } }']);
  expect(summaries.refreshed).toEqual(['gera']);
});

test('the first round ends when every city is down, and the next tries again', async () => {
  const setup = setUpRegistry();
  setup.client.answer = () => DOWN;
  await start(setup).firstRound;
  expect(setup.registry.stateOf('gera')).toMatchObject({ phase: 'UNREACHABLE' });
  setup.client.answer = () => SDL_ANSWER;
  await refreshing.refresh();
  expect(setup.registry.stateOf('gera')).toMatchObject({ phase: 'ADMITTED' });
});

test('an admitted city is not examined again, until it failed', async () => {
  const setup = setUpRegistry();
  await start(setup).firstRound;
  await refreshing.refresh();
  expect(setup.client.asked).toHaveLength(1);
  summaries.answer = 'UNREACHABLE';
  await refreshing.refresh();
  setup.verdict.admission = { status: 'REFUSED', reasons: ['It came back with another schema.'] };
  await refreshing.refresh();
  expect(setup.registry.stateOf('gera')).toMatchObject({ phase: 'QUARANTINED' });
});

test('a city that left the network is forgotten', async () => {
  const setup = setUpRegistry();
  await start(setup).firstRound;
  setup.cities.delete('gera');
  await refreshing.refresh();
  expect(summaries.forgotten).toEqual(['gera']);
});

test('rounds follow one another by themselves, and stop', async () => {
  const setup = setUpRegistry();
  await start(setup, 5).firstRound;
  await until('three summaries', () => summaries.refreshed.length >= 3);
  await refreshing.stop();
  const then = summaries.refreshed.length;
  await sleep(30);
  expect(summaries.refreshed).toHaveLength(then);
});

test('a city that hangs holds up neither the others nor, beyond its time, the round', async () => {
  const setup = setUpRegistry();
  for (const id of ['essen', 'jena', 'suhl']) setup.cities.set(id, { url: `http://${id}.example/graphql` });
  const ask = setup.client.ask.bind(setup.client);
  setup.client.ask = (city, operation, call) =>
    city.id === 'gera'
      ? new Promise((resolve) => {
          call.signal.addEventListener('abort', () => {
            resolve({ status: 'TIMED_OUT', message: 'It did not answer in time.', tookMs: 50 });
          });
        })
      : ask(city, operation, call);
  refreshing = start(setup, 60_000, 50);
  await sleep(10);
  expect(summaries.refreshed).toEqual(['essen', 'jena', 'suhl']);
  await refreshing.firstRound;
  expect(setup.registry.stateOf('gera')).toMatchObject({ phase: 'UNREACHABLE' });
});

test('a city that fails is left alone for longer, and yet visited when all are', async () => {
  const setup = setUpRegistry();
  summaries.answer = 'UNREACHABLE';
  await start(setup, 5).firstRound;
  const startedAt = performance.now();
  await sleep(200);
  await until('two summaries', () => summaries.refreshed.length >= 2);
  // After 5, 10, 20 and then 40 milliseconds each, less a tenth.
  const most = 4 + (performance.now() - startedAt) / 36;
  expect(summaries.refreshed.length).toBeLessThanOrEqual(most);
  const before = summaries.refreshed.length;
  await refreshing.refresh();
  expect(summaries.refreshed.length).toBeGreaterThan(before);
});

test('OPS-110 a city that serves again is found well soon after a client asked it in vain, and clients make no storm of visits', async () => {
  const setup = setUpRegistry();
  setup.client.answer = () => DOWN;
  const intervalMs = 600;
  await start(setup, intervalMs).firstRound;
  // By now it would be visited only every eight intervals.
  for (let visits = 0; visits < 4; visits += 1) await refreshing.refresh();
  const visitsBefore = setup.client.asked.length;
  const startedAt = performance.now();
  let missed = 0;
  while (setup.client.asked.length < visitsBefore + 3) {
    refreshing.miss('gera');
    missed += 1;
    await sleep(1);
  }
  expect(performance.now() - startedAt).toBeGreaterThan((2 * 0.9 * intervalMs) / 3);
  expect(missed).toBeGreaterThan(setup.client.asked.length);
  setup.client.answer = () => SDL_ANSWER;
  refreshing.miss('gera');
  await until('gera is admitted', () => setup.registry.stateOf('gera').phase === 'ADMITTED');
  expect(performance.now() - startedAt).toBeLessThan(8 * intervalMs);
});

test('a city that joins is visited by itself', async () => {
  const setup = setUpRegistry();
  await start(setup, 20).firstRound;
  setup.cities.set('jena', { url: 'http://jena.example/graphql' });
  await until('the summary of jena', () => summaries.refreshed.includes('jena'));
});

test('a city that comes is visited at once when the change is told, and awaited until then', async () => {
  const setup = setUpRegistry();
  await start(setup).firstRound;
  setup.cities.set('jena', { url: 'http://jena.example/graphql' });
  refreshing.welcome();
  expect(refreshing.arrivalOf('gera')).toBeUndefined();
  await refreshing.arrivalOf('jena');
  expect(setup.registry.stateOf('jena')).toMatchObject({ phase: 'ADMITTED' });
  expect(summaries.refreshed).toEqual(['gera', 'jena']);
  await sleep(1);
  expect(refreshing.arrivalOf('jena')).toBeUndefined();
});

test('a city that lags behind the contract is examined at every visit, until it lacks nothing', async () => {
  const setup = setUpRegistry();
  setup.verdict.admission = { status: 'ADMITTED', lacking: new Set(['Query.fax']) };
  await start(setup).firstRound;
  await refreshing.refresh();
  expect(setup.client.asked).toHaveLength(2);
  setup.verdict.admission = { status: 'ADMITTED', lacking: new Set() };
  await refreshing.refresh();
  await refreshing.refresh();
  expect(setup.client.asked).toHaveLength(3);
  expect(summaries.refreshed).toEqual(['gera', 'gera', 'gera', 'gera']);
});

test('a city that moves is forgotten, and visited at its new address, however often it failed at the old one', async () => {
  const setup = setUpRegistry();
  setup.client.answer = () => DOWN;
  await start(setup).firstRound;
  await refreshing.refresh();
  setup.client.answer = () => SDL_ANSWER;
  setup.cities.set('gera', { url: 'http://elsewhere.example/graphql' });
  refreshing.welcome();
  await refreshing.arrivalOf('gera');
  expect(setup.registry.stateOf('gera')).toMatchObject({ phase: 'ADMITTED' });
  expect(setup.client.asked.at(-1)).toBe('http://elsewhere.example/graphql { _service { sdl } }');
  expect(summaries.forgotten).toEqual(['gera']);
});

test('a city that was away is examined again, for it may come back as another', async () => {
  const setup = setUpRegistry();
  await start(setup).firstRound;
  setup.cities.set('gera', {});
  refreshing.welcome();
  expect(summaries.forgotten).toEqual(['gera']);
  setup.verdict.admission = { status: 'REFUSED', reasons: ['It came back with another schema.'] };
  setup.cities.set('gera', { url: 'http://gera.example/graphql' });
  refreshing.welcome();
  await refreshing.arrivalOf('gera');
  expect(setup.registry.stateOf('gera')).toMatchObject({ phase: 'QUARANTINED' });
});

test('a city that comes and hangs is awaited no longer than a call may take', async () => {
  const setup = setUpRegistry();
  await start(setup, 60_000, 50).firstRound;
  setup.client.ask = (_, __, { signal }) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        resolve(DOWN);
      });
    });
  setup.cities.set('jena', { url: 'http://jena.example/graphql' });
  const startedAt = performance.now();
  refreshing.welcome();
  await refreshing.arrivalOf('jena');
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});

test('when it stops, nobody is left waiting for a round', async () => {
  const setup = setUpRegistry();
  setup.client.ask = (_, __, { signal }) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        resolve(DOWN);
      });
    });
  const { firstRound } = start(setup, 60_000, 60_000);
  const round = refreshing.refresh();
  await refreshing.stop();
  await Promise.all([firstRound, round]);
});

test('a visit that throws spoils neither the round nor the next', async () => {
  const setup = setUpRegistry();
  setup.client.answer = () => Promise.reject(new Error('bug'));
  await start(setup).firstRound;
  setup.client.answer = () => SDL_ANSWER;
  await refreshing.refresh();
  expect(setup.registry.stateOf('gera')).toMatchObject({ phase: 'ADMITTED' });
});
