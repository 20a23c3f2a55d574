import type { AskCity, CityCall, CityReply } from '../../subgraphs/contract/AskCity';
import { CityPaces, waitByPace } from './CityPaces';

const answered = (tookMs: number): CityReply => ({ status: 'ANSWERED', data: {}, errors: [], tookMs });
const late = (tookMs: number): CityReply => ({ status: 'TIMED_OUT', message: 'It did not answer in time.', tookMs });
const REMAINING_MS = 1_500;

let paces: CityPaces;

beforeEach(() => {
  jest.useFakeTimers();
  paces = new CityPaces();
});
afterEach(() => {
  jest.useRealTimers();
});

function observe(cityId: string, ...replies: readonly CityReply[]): void {
  for (const reply of replies) paces.observe(cityId, reply);
  // What is usual is reckoned anew after a while.
  jest.advanceTimersByTime(1_000);
}

const five = (reply: CityReply): CityReply[] => new Array<CityReply>(5).fill(reply);

test('a city of which five answers in a row were slow is waited for shortly, and the others as long as before', () => {
  observe('near', ...five(answered(10)));
  observe('nearby', ...five(answered(40)));
  observe('far', ...five(answered(200)));
  observe('slow', ...five(answered(1_350)).slice(1));
  expect(paces.waitFor('slow', REMAINING_MS)).toBeUndefined();
  observe('slow', answered(1_350));
  expect(paces.waitFor('slow', REMAINING_MS)).toBe(250);
  expect(paces.describe('slow')).toMatch(/^It is slow: its last 5 answers took 1350 ms or more, where 40 ms is usual/);
  for (const id of ['near', 'far', 'unknown']) expect(paces.waitFor(id, REMAINING_MS)).toBeUndefined();
});

test('one answer in time ends it', () => {
  observe('near', ...five(answered(40)));
  observe('slow', ...five(answered(1_350)));
  observe('slow', answered(240));
  expect(paces.waitFor('slow', REMAINING_MS)).toBeUndefined();
  expect(paces.describe('slow')).toBeUndefined();
});

test('time-outs count as slow answers, but not those of a short time', () => {
  observe('near', ...five(answered(40)));
  observe('slow', ...five(late(250)), ...five(late(1_500)).slice(1));
  expect(paces.waitFor('slow', REMAINING_MS)).toBeUndefined();
  observe('slow', late(1_500), late(250), late(250));
  expect(paces.waitFor('slow', REMAINING_MS)).toBe(250);
});

test('where most cities take long, none of them is slow', () => {
  for (const id of ['a', 'b', 'c']) observe(id, ...five(answered(900)));
  observe('d', ...five(answered(1_400)));
  for (const id of ['a', 'b', 'c', 'd']) expect(paces.waitFor(id, REMAINING_MS)).toBeUndefined();
});

test('whoever takes more time waits longer for a slow city too', () => {
  observe('near', ...five(answered(40)));
  observe('slow', ...five(answered(1_350)));
  expect(paces.waitFor('slow', 10_000)).toBe(1_250);
  expect(paces.waitFor('slow', 200)).toBeUndefined();
});

test('a slow city is given up after the short time, with the reason, unless the search needs every city', async () => {
  observe('near', ...five(answered(40)));
  observe('slow', ...five(answered(1_350)));
  const times: (number | undefined)[] = [];
  const ask: AskCity = (_, __, { signal, remainingMs }) => {
    times.push(remainingMs);
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        resolve(answered(1_350));
      }, 1_350);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve(late(250));
      });
    });
  };
  const call: CityCall = {
    signal: new AbortController().signal,
    remainingMs: REMAINING_MS,
    viewer: { anonymous: true },
  };
  const operation = { query: '{ staffHits { total } }', variables: {} };
  const patient = waitByPace(ask, paces);
  const short = patient('slow', operation, call);
  const full = patient('slow', operation, { ...call, needsAnswer: true });
  await jest.advanceTimersByTimeAsync(250);
  expect(await short).toMatchObject({ status: 'TIMED_OUT', message: expect.stringContaining('It is slow') });
  await jest.advanceTimersByTimeAsync(1_100);
  expect(await full).toMatchObject({ status: 'ANSWERED' });
  expect(times).toEqual([250, REMAINING_MS]);
});
