import { setTimeout as sleep } from 'node:timers/promises';
import type { AskCity } from '../../subgraphs/contract/AskCity';
import { CityPaces } from './CityPaces';
import { awaitArrival, waysOfClients } from './waysToAsk';

const OPERATION = { query: '{ x }', variables: {} };
const asked: string[] = [];
const ask: AskCity = (cityId) => {
  asked.push(cityId);
  return Promise.resolve({ status: 'ANSWERED', data: {}, errors: [], tookMs: 1 });
};
const callUntil = (signal: AbortSignal) => ({ signal, viewer: { anonymous: true } }) as const;
beforeEach(() => {
  asked.length = 0;
});

test('a city that is arriving is asked once it was visited, and the others at once', async () => {
  let arrive = (): void => undefined;
  const arrivals = new Map([['gera', new Promise<void>((resolve) => (arrive = resolve))]]);
  const patiently = awaitArrival(ask, (cityId) => arrivals.get(cityId));
  const call = callUntil(new AbortController().signal);
  const [gera, jena] = [patiently('gera', OPERATION, call), patiently('jena', OPERATION, call)];
  await jena;
  await sleep(5);
  expect(asked).toEqual(['jena']);
  // It moved before it had arrived.
  const arriveFirst = arrive;
  arrivals.set('gera', new Promise<void>((resolve) => (arrive = resolve)));
  arriveFirst();
  await sleep(5);
  expect(asked).toEqual(['jena']);
  arrivals.delete('gera');
  arrive();
  expect(await gera).toMatchObject({ status: 'ANSWERED' });
  expect(asked).toEqual(['jena', 'gera']);
});

test('nobody waits longer than the call has time', async () => {
  const patiently = awaitArrival(ask, () => new Promise(() => undefined));
  await patiently('gera', OPERATION, callUntil(AbortSignal.timeout(20)));
  await patiently('gera', OPERATION, callUntil(AbortSignal.abort()));
  expect(asked).toEqual(['gera', 'gera']);
});

test('the wait for a visit is no time that the city took, and what is refused without asking is counted, too', async () => {
  const steps: string[] = [];
  const ways = waysOfClients({
    registry: {
      askCity: () => {
        steps.push('refused');
        return Promise.resolve({ status: 'INVALID', message: 'It is believed no more.', tookMs: 0 });
      },
    },
    paces: new CityPaces(),
    arrivalOf: () => (steps.at(-1) === 'visited' ? undefined : Promise.resolve(void steps.push('visited'))),
    measured: (next) => async (cityId, operation, call) => {
      steps.push('measured');
      const reply = await next(cityId, operation, call);
      steps.push(`counted as ${reply.status}`);
      return reply;
    },
    tracer: undefined,
  });
  for (const ask of [ways.search, ways.fetch]) {
    steps.length = 0;
    await ask('gera', OPERATION, callUntil(new AbortController().signal));
    expect(steps).toEqual(['visited', 'measured', 'refused', 'counted as INVALID']);
  }
});
