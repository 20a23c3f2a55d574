import type { AskCity, CityCall, CityReply } from '../../contract/AskCity';
import type { Viewer } from '../../contract/tokens';
import { shareInFlight } from './shareInFlight';

const ANONYMOUS: Viewer = { anonymous: true };
const MEMBER: Viewer = { anonymous: false, organisation: 'velbert', subject: 'p-7' };
const operation = (first: number) => ({ query: '{ staffHits }', variables: { first } });
const answered: CityReply = { status: 'ANSWERED', data: {}, errors: [], tookMs: 3 };

/** A city that answers when it is told to. */
function createCity() {
  const calls: { readonly cityId: string; readonly call: CityCall; readonly answer: () => void }[] = [];
  const askCity: AskCity = (cityId, _, call) =>
    new Promise((resolve) => {
      calls.push({
        cityId,
        call,
        answer: () => {
          resolve(answered);
        },
      });
    });
  const ask = shareInFlight(askCity);
  const askAs = (call: Partial<CityCall> = {}, first = 1, cityId = 'gera') =>
    ask(cityId, operation(first), { viewer: ANONYMOUS, signal: new AbortController().signal, ...call });
  return { calls, askAs };
}

test('what anonymous viewers ask alike at the same time is asked once', async () => {
  const { calls, askAs } = createCity();
  const replies = [askAs(), askAs(), askAs()];
  expect(calls).toHaveLength(1);
  calls[0]?.answer();
  expect(await Promise.all(replies)).toEqual([answered, answered, answered]);
});

test('another question, another city, a member and a later question are asked on their own', async () => {
  const { calls, askAs } = createCity();
  const first = askAs();
  void askAs({}, 2);
  void askAs({}, 1, 'jena');
  void askAs({ viewer: MEMBER });
  void askAs({ viewer: MEMBER });
  expect(calls.map(({ cityId, call }) => [cityId, call.viewer.anonymous])).toEqual([
    ['gera', true],
    ['gera', true],
    ['jena', true],
    ['gera', false],
    ['gera', false],
  ]);
  calls[0]?.answer();
  await first;
  void askAs();
  expect(calls).toHaveLength(6);
});

test('who leaves takes nothing from the others, and the last one ends the call', async () => {
  const { calls, askAs } = createCity();
  const [one, other] = [new AbortController(), new AbortController()];
  const replies = [askAs({ signal: one.signal }), askAs({ signal: other.signal })];
  one.abort();
  expect(await replies[0]).toMatchObject({ status: 'TIMED_OUT' });
  expect(calls[0]?.call.signal.aborted).toBe(false);
  other.abort();
  expect(await replies[1]).toMatchObject({ status: 'TIMED_OUT' });
  expect(calls[0]?.call.signal.aborted).toBe(true);
  // Nobody joins a call that was given up.
  void askAs();
  expect(calls).toHaveLength(2);
});

test('who has much more time than the city was given asks anew', () => {
  const { calls, askAs } = createCity();
  void askAs({ remainingMs: 300 });
  void askAs({ remainingMs: 320 });
  expect(calls).toHaveLength(1);
  void askAs({ remainingMs: 1_500 });
  expect(calls.map(({ call }) => call.remainingMs)).toEqual([300, 1_500]);
  void askAs({ remainingMs: 300 });
  expect(calls).toHaveLength(2);
});

test('a city is told of the time of those who wait longest for the same question, whoever asks it first', () => {
  const { calls, askAs } = createCity();
  void askAs({ remainingMs: 4_500 });
  void askAs({ remainingMs: 7_500 });
  // The first one comes to the next city before the second one does.
  void askAs({ remainingMs: 4_500 }, 1, 'jena');
  void askAs({ remainingMs: 7_500 }, 1, 'jena');
  expect(calls.map(({ cityId }) => cityId)).toEqual(['gera', 'gera', 'jena']);
  expect(calls[2]?.call.remainingMs).toBeGreaterThan(7_000);
});

test('a call that fails against its promise is an unreachable city to all who wait', async () => {
  const ask = shareInFlight(() => Promise.reject(new Error('ECONNREFUSED 10.0.0.7')));
  const call = { viewer: ANONYMOUS, signal: new AbortController().signal };
  const replies = await Promise.all([ask('gera', operation(1), call), ask('gera', operation(1), call)]);
  expect(replies.map(({ status }) => status)).toEqual(['UNREACHABLE', 'UNREACHABLE']);
});
