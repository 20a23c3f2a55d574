import { setTimeout as sleep } from 'node:timers/promises';
import type { AskCity } from '../../subgraphs/contract/AskCity';
import { awaitArrival } from './awaitArrival';

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
