import type { AskCity } from '../../contract/AskCity';
import type { Deadline } from '../SearchContext';
import { askWithin } from './askWithin';
import { withinTime } from './withinTime';

const operation = { query: '{ __typename }', variables: {} };
const viewer = { anonymous: true } as const;
const never: AskCity = () => new Promise(() => undefined);
const deadline = (remainingMs: number, signal = new AbortController().signal): Deadline => ({
  signal,
  remainingMs: () => remainingMs,
  allow: (timeoutMs) => deadline(timeoutMs, signal),
});

afterEach(() => jest.useRealTimers());

test('a city that never answers is given up when only the reserve is left', async () => {
  jest.useFakeTimers();
  const isOver = jest.fn();
  const asked = withinTime(deadline(2_000), 500, (signal) => askWithin(never, 'gera', operation, { signal, viewer }));
  void asked.then(isOver);
  await jest.advanceTimersByTimeAsync(1_499);
  expect(isOver).not.toHaveBeenCalled();
  await jest.advanceTimersByTimeAsync(1);
  expect(await asked).toMatchObject({ status: 'TIMED_OUT', message: 'It did not answer in time.' });
});

test.each([
  ['the reserve', 2_000, 300, 1_700],
  ['a quarter of a short time', 300, 500, 225],
])('asking gets the time that remains, less %s', async (_, leftMs, reserveMs, expected) => {
  expect(await withinTime(deadline(leftMs), reserveMs, (_signal, remainingMs) => Promise.resolve(remainingMs))).toBe(
    expected,
  );
});

test('what is still under way is given up as soon as asking fails', async () => {
  const signals: AbortSignal[] = [];
  const failing = withinTime(deadline(60_000), 500, (signal) => {
    signals.push(signal);
    return Promise.reject(new Error('refused'));
  });
  await expect(failing).rejects.toThrow('refused');
  expect(signals[0]?.aborted).toBe(true);
});

test('it is given up at once when the client is gone', async () => {
  const client = new AbortController();
  const reply = withinTime(deadline(60_000, client.signal), 500, (signal) =>
    askWithin(never, 'gera', operation, { signal, viewer }),
  );
  client.abort();
  expect(await reply).toMatchObject({ status: 'TIMED_OUT' });
});

test.each([
  ['no time is left', deadline(0)],
  ['the deadline is over', deadline(60_000, AbortSignal.abort())],
])('no city is asked when %s', async (_, over) => {
  const askCity = jest.fn(never);
  const reply = await withinTime(over, 500, (signal) => askWithin(askCity, 'gera', operation, { signal, viewer }));
  expect(reply).toMatchObject({ status: 'TIMED_OUT' });
  expect(askCity).not.toHaveBeenCalled();
});

test('a call that fails against its promise is an unreachable city', async () => {
  const { signal } = new AbortController();
  const failing: AskCity = () => Promise.reject(new Error('ECONNREFUSED 10.0.0.7:5432'));
  const throwing: AskCity = () => {
    throw new Error('ECONNREFUSED 10.0.0.7:5432');
  };
  for (const askCity of [failing, throwing]) {
    const reply = await askWithin(askCity, 'gera', operation, { signal, viewer });
    expect(reply).toMatchObject({ status: 'UNREACHABLE', message: 'The hub failed to ask it.' });
  }
});

test('the reply of a city comes as it is', async () => {
  const reply = { status: 'REFUSED', message: 'It refused to answer (HTTP 403).', tookMs: 3 } as const;
  const { signal } = new AbortController();
  expect(await askWithin(() => Promise.resolve(reply), 'gera', operation, { signal, viewer })).toBe(reply);
});
