import type { AskCity } from '../AskCity';
import { askWithin } from './askWithin';
import { withinTime } from './withinTime';

const operation = { query: '{ __typename }', variables: {} };
const viewer = { anonymous: true } as const;
const never: AskCity = () => new Promise(() => undefined);
const deadline = (remainingMs: number, signal = new AbortController().signal) => ({
  signal,
  remainingMs: () => remainingMs,
});

test('a city that never answers is given up when only the reserve is left', async () => {
  const startedAt = performance.now();
  const reply = await withinTime(deadline(1_000), 950, (signal) =>
    askWithin(never, 'gera', operation, { signal, viewer }),
  );
  expect(reply).toMatchObject({ status: 'TIMED_OUT', message: 'It did not answer in time.' });
  expect(performance.now() - startedAt).toBeLessThan(500);
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
  ['no more is left than the reserve', deadline(500)],
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
