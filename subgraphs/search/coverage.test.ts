import type { AskCity, CityCall, FailureStatus } from '../contract/AskCity';
import type { FakeRecord } from './test/createFakeCity';
import { createFakeCity } from './test/createFakeCity';
import type { FakeNetworkOptions } from './test/createFakeNetwork';
import { createFakeNetwork } from './test/createFakeNetwork';

const staff: FakeRecord = {
  ...{ type: 'staff', key: '1', role: 'LED' },
  topics: [{ key: 'housing', concept: 'concept:housing', mapping: 'EXACT_MATCH' }],
};
const cities = ['essen', 'gera', 'jena'].map((id) => createFakeCity(id, [staff]));
const LESS = 'With require: ANY the search gives what there is.';

const ask = (options: Partial<FakeNetworkOptions>, args = 'concepts: ["concept:housing"]', require = 'ALL') =>
  createFakeNetwork({ cities, ...options }).execute(
    `{ experts(${args}, require: ${require}) { totalCount coverage { complete } } }`,
  );

const failing =
  (status: FailureStatus): AskCity =>
  () =>
    Promise.resolve({ status, message: `It is ${status}.`, tookMs: 1 });

test('when every city answers, the answer is that of ANY', async () => {
  expect(await ask({})).toEqual(await ask({}, undefined, 'ANY'));
  expect((await ask({})).data).toEqual({ experts: { totalCount: 3, coverage: { complete: true } } });
});

test.each(['TIMED_OUT', 'UNREACHABLE', 'REFUSED', 'INVALID'] as const)(
  'a city that is %s fails the search, which names it and says why',
  async (status) => {
    const { data, errors } = await ask({ misbehave: { gera: failing(status) } });
    expect(data).toEqual({ experts: null });
    expect(errors).toMatchObject([
      {
        message: `Every city is required, but gera could not be had. It is ${status}. ${LESS}`,
        path: ['experts'],
        extensions: { code: `CITY_${status}`, city: 'gera', phase: 'SEARCH' },
      },
    ]);
  },
);

test('a city that breaks the contract, or answers in part, fails it too', async () => {
  const lying: AskCity = () => Promise.resolve({ status: 'ANSWERED', data: {}, errors: [], tookMs: 1 });
  expect((await ask({ misbehave: { gera: lying } })).errors?.[0]?.extensions).toMatchObject({ code: 'CITY_INVALID' });

  const partial: AskCity = async (_, operation) => {
    const reply = await cities[1]!.answer(operation);
    return reply.status === 'ANSWERED' ? { ...reply, errors: [{ message: 'index is being rebuilt' }] } : reply;
  };
  expect((await ask({ misbehave: { gera: partial } })).errors).toMatchObject([
    {
      message: `Every city is required, but gera could not be had. It looked through a part of its records only, and reported an error. ${LESS}`,
      extensions: { code: 'CITY_PARTIAL', city: 'gera', phase: 'SEARCH' },
    },
  ]);
});

test('the search fails at once, and the calls to the others are aborted', async () => {
  const hanging: CityCall[] = [];
  const never: AskCity = (_city, _operation, call) => {
    hanging.push(call);
    return new Promise(() => undefined);
  };
  const startedAt = performance.now();
  const { errors } = await ask({ misbehave: { essen: never, gera: failing('REFUSED'), jena: never } });
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'CITY_REFUSED', city: 'gera' });
  expect(hanging.map(({ signal }) => signal.aborted)).toEqual([true, true]);
});

test('cities beyond a bound fail it before any city is asked', async () => {
  const network = createFakeNetwork({ cities, maxCitiesForText: 2 });
  const { errors } = await network.execute('{ experts(text: "wanzar", require: ALL) { totalCount } }');
  expect(errors).toMatchObject([
    {
      message: `Every city is required, but 1 of those that might match would not be asked. Name a concept, or filter. ${LESS}`,
      extensions: { code: 'CITIES_NOT_ASKED', phase: 'SEARCH' },
    },
  ]);
  expect(network.calls).toEqual([]);
});

test('without any city to ask there is no complete answer', async () => {
  const { errors } = await ask({ listed: ['erfurt'] }, 'concepts: ["concept:housing"], filter: { cities: ["erfurt"] }');
  expect(errors?.[0]?.extensions).toEqual({ code: 'CITIES_NOT_ASKED', phase: 'SEARCH' });
});

test('a city that cannot match is not required', async () => {
  const network = createFakeNetwork({ cities: [...cities, createFakeCity('suhl', [])], misbehave: {} });
  await network.summarise();
  const { data } = await network.execute(
    '{ experts(concepts: ["concept:housing"], require: ALL) { coverage { asked complete } } }',
  );
  expect(data.experts.coverage).toEqual({ asked: 3, complete: true });
});
