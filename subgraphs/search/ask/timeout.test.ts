import type { AskCity, CityCall } from '../../contract/AskCity';
import type { FakeRecord } from '../test/createFakeCity';
import { createFakeCity } from '../test/createFakeCity';
import { createFakeNetwork } from '../test/createFakeNetwork';

const staff: FakeRecord = {
  ...{ type: 'staff', key: '1', role: 'LED' },
  topics: [{ key: 'housing', concept: 'concept:housing', mapping: 'EXACT_MATCH' }],
};
const cities = [createFakeCity('gera', [staff]), createFakeCity('jena', [staff])];

const search = (args = '') =>
  `{ experts(concepts: ["concept:housing"]${args}) { nodes { id } coverage { complete cities { city { id } status message } } } }`;

/** Cities that never answer, and how they were called. */
function hanging() {
  const calls: CityCall[] = [];
  const never: AskCity = (_city, _operation, call) => {
    calls.push(call);
    return new Promise(() => undefined);
  };
  return { calls, never };
}

afterEach(() => jest.useRealTimers());

test('a search ends at the time that the client gives it, and names the city that hangs', async () => {
  const { calls, never } = hanging();
  const { execute } = createFakeNetwork({ cities, misbehave: { gera: never } });
  jest.useFakeTimers();
  const searched = execute(search(', timeoutMs: 2000'));
  await jest.advanceTimersByTimeAsync(1_500);
  const { data, errors } = await searched;
  expect(errors).toBeUndefined();
  expect(data.experts).toEqual({
    nodes: [{ id: 'jena:staff:1' }],
    coverage: {
      complete: false,
      cities: [
        { city: { id: 'gera' }, status: 'TIMED_OUT', message: 'It did not answer in time.' },
        { city: { id: 'jena' }, status: 'ANSWERED', message: null },
      ],
    },
  });
  expect(calls[0]?.signal.aborted).toBe(true);
});

test.each([
  ['', 4_500],
  [', timeoutMs: null', 4_500],
  [', timeoutMs: 1000', 750],
  [', timeoutMs: 10000', 9_500],
])('with "%s" a city is told that the hub waits %i ms', async (args, remainingMs) => {
  const network = createFakeNetwork({ cities, remainingMs: 5_000 });
  await network.execute(search(args));
  expect(network.calls.map(({ call }) => call.remainingMs)).toEqual([remainingMs, remainingMs]);
});

test.each([99, 0, -1, 10_001])('a time of %i ms is refused', async (timeoutMs) => {
  const network = createFakeNetwork({ cities });
  const { errors } = await network.execute(search(`, timeoutMs: ${timeoutMs}`));
  expect(errors).toMatchObject([
    {
      message: `timeoutMs must be milliseconds from 100 to 10000, but got ${timeoutMs}.`,
      extensions: { code: 'BAD_USER_INPUT', argument: 'timeoutMs' },
    },
  ]);
  expect(network.calls).toEqual([]);
});

test('when the client goes away, every call to a city is aborted', async () => {
  const { calls, never } = hanging();
  const client = new AbortController();
  const network = createFakeNetwork({ cities, misbehave: { gera: never, jena: never }, client: client.signal });
  const answers = [network.execute(search()), network.execute(search(', first: 5, timeoutMs: 8000'))];
  while (calls.length < 4) await new Promise(setImmediate);
  client.abort();
  await Promise.all(answers);
  expect(calls.every(({ signal }) => signal.aborted)).toBe(true);
});
