import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import type { CityReply } from '../../subgraphs/search/AskCity';
import { DOWN, SDL_ANSWER, setUpRegistry } from '../test/setUpRegistry';
import type { RegistrySetUp } from '../test/setUpRegistry';
import { startRefreshing } from './startRefreshing';
import type { Refreshing } from './startRefreshing';

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

function start(setup: RegistrySetUp, intervalMs = 60_000): Refreshing {
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
    callTimeoutMs: 1_000,
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
  await sleep(100);
  expect(summaries.refreshed.length).toBeGreaterThan(2);
  await refreshing.stop();
  const then = summaries.refreshed.length;
  await sleep(30);
  expect(summaries.refreshed).toHaveLength(then);
});

test('a visit that throws spoils neither the round nor the next', async () => {
  const setup = setUpRegistry();
  setup.client.answer = () => Promise.reject(new Error('bug'));
  await start(setup).firstRound;
  setup.client.answer = () => SDL_ANSWER;
  await refreshing.refresh();
  expect(setup.registry.stateOf('gera')).toMatchObject({ phase: 'ADMITTED' });
});
