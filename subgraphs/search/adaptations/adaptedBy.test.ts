import type { AskCity, CityReply } from '../../contract/AskCity';
import { createFakeCity } from '../test/createFakeCity';
import type { FakeRecord } from '../test/createFakeCity';
import { createFakeNetwork } from '../test/createFakeNetwork';
import type { FakeNetwork, FakeNetworkOptions, Loose } from '../test/createFakeNetwork';

const made = (key: string, adaptedFrom: string, visibility: FakeRecord['visibility'] = 'PUBLIC'): FakeRecord => ({
  ...{ type: 'programme', key, adaptedFrom, visibility, topics: [] },
});
const PLAN = 'gera:programme:plan';
const PARK = 'gera:programme:park';

const CITIES = [
  createFakeCity('gera', [made('own', PLAN)]),
  createFakeCity('jena', [made('2', PLAN), made('1', PLAN), made('park', PARK)]),
  createFakeCity('suhl', [made('1', PLAN)]),
  createFakeCity('ulm', [made('secret', PLAN, 'NETWORK')]),
  createFakeCity('velbert', [made('1', 'jena:programme:1')]),
];

const QUERY = `query ($of: [_Any!]!, $first: Int, $timeoutMs: Int) {
  _entities(representations: $of) {
    ... on Programme {
      adaptedBy(first: $first, timeoutMs: $timeoutMs) {
        nodes { __typename id }
        totalCount
        coverage { asked answered notAsked withheld complete cities { city { id } status hits withheld message } }
      }
    }
  }
}`;

async function setUp(options: Partial<FakeNetworkOptions> = {}): Promise<FakeNetwork> {
  const network = createFakeNetwork({ cities: CITIES, listed: ['elmley'], ...options });
  await network.summarise();
  return network;
}

async function ask(network: FakeNetwork, ids: readonly string[] = [PLAN], variables = {}): Promise<Loose> {
  const of = ids.map((id) => ({ __typename: 'Programme', id }));
  const { data, errors } = await network.execute(QUERY, { of, ...variables });
  return errors === undefined ? data._entities.map(({ adaptedBy }: Loose) => adaptedBy) : errors[0];
}

/** The city answers for its adaptations as told, and as ever for the rest. */
const answering =
  (adaptations: unknown, rest: Partial<CityReply> = {}): AskCity =>
  (cityId, operation) =>
    operation.query.includes('adaptations(')
      ? Promise.resolve({ status: 'ANSWERED', data: { adaptations }, errors: [], tookMs: 1, ...rest } as CityReply)
      : CITIES.find(({ id }) => id === cityId)!.answer(operation);

test('the cities whose summary names the programme are asked, and no other', async () => {
  const network = await setUp();
  const [found] = await ask(network);
  expect(found).toEqual({
    nodes: ['jena:programme:1', 'jena:programme:2', 'suhl:programme:1'].map((id) => ({ __typename: 'Programme', id })),
    totalCount: 3,
    coverage: {
      ...{ asked: 2, answered: 2, notAsked: 0, withheld: 1, complete: true },
      cities: [
        { city: { id: 'jena' }, status: 'ANSWERED', hits: 2, withheld: false, message: null },
        { city: { id: 'suhl' }, status: 'ANSWERED', hits: 1, withheld: false, message: null },
      ],
    },
  });
  expect(network.calls.map(({ cityId }) => cityId).sort()).toEqual(['jena', 'suhl']);
});

test('all programmes of a page cost one call to each city', async () => {
  const network = await setUp();
  const [plan, park, none] = await ask(network, [PLAN, PARK, 'gera:programme:none']);
  expect([plan.totalCount, park.totalCount, none.totalCount]).toEqual([3, 1, 0]);
  expect(park.nodes).toEqual([{ __typename: 'Programme', id: 'jena:programme:park' }]);
  expect(none.coverage).toMatchObject({ asked: 0, complete: true });
  expect(network.calls.map(({ cityId, operation }) => [cityId, operation.variables['of']])).toEqual([
    ['jena', [PLAN, PARK]],
    ['suhl', [PLAN]],
  ]);
});

test('members have the cities asked that name it for them', async () => {
  const network = await setUp({ anonymous: false });
  const [{ coverage }] = await ask(network);
  expect(coverage).toMatchObject({ asked: 3, withheld: null });
  expect(coverage.cities.map(({ city }: Loose) => city.id)).toEqual(['jena', 'suhl', 'ulm']);
});

test('a page is cut, and all are counted', async () => {
  const [found] = await ask(await setUp(), [PLAN], { first: 2 });
  expect(found.nodes).toHaveLength(2);
  expect(found.totalCount).toBe(3);
});

test('a city without a summary is asked, up to a bound; what is beyond is told', async () => {
  const network = createFakeNetwork({ cities: CITIES, maxCitiesForText: 3 });
  await network.summaries.refresh('suhl', new AbortController().signal);
  network.calls.length = 0;
  const [{ coverage, totalCount }] = await ask(network);
  // Suhl names it; of the others but Gera itself, all are within the bound.
  expect(coverage).toMatchObject({ asked: 4, notAsked: 0, complete: true });
  expect(totalCount).toBe(3);

  const bounded = createFakeNetwork({ cities: CITIES, maxCitiesForText: 1 });
  expect((await ask(bounded))[0].coverage).toMatchObject({ asked: 1, notAsked: 3, complete: false });
});

test('a city that names as many as it may is asked, since it may mean others', async () => {
  const full = Array.from({ length: 1_000 }, (_, number) => `gera:programme:${number}`);
  const head = { version: '1', asOf: '2026-03-01T06:00:00Z', public: [], network: [] };
  const network = createFakeNetwork({
    cities: CITIES,
    misbehave: {
      velbert: (_, { query }) =>
        Promise.resolve<CityReply>({
          ...{ status: 'ANSWERED', errors: [], tookMs: 1 },
          data: query.includes('summary') ? { summary: { ...head, adapts: full } } : { adaptations: [] },
        }),
    },
  });
  await network.summarise();
  const [{ coverage }] = await ask(network);
  expect(coverage.cities.map(({ city }: Loose) => city.id)).toEqual(['jena', 'suhl', 'velbert']);
});

test.each<[string, AskCity, string]>([
  ['no list', answering(null), 'INVALID'],
  ['the programme of another', answering([{ id: 'gera:programme:1', adaptedFrom: PLAN }]), 'INVALID'],
  ['no programme', answering([{ id: 'suhl:offer:1', adaptedFrom: PLAN }]), 'INVALID'],
  ['what was not asked about', answering([{ id: 'suhl:programme:1', adaptedFrom: PARK }]), 'INVALID'],
  ['one twice', answering([1, 2].map(() => ({ id: 'suhl:programme:1', adaptedFrom: PLAN }))), 'INVALID'],
  [
    'a list of 10,000',
    answering(Array.from({ length: 10_000 }, (_, at) => ({ id: `suhl:programme:${at}`, adaptedFrom: PLAN }))),
    'INVALID',
  ],
  ['an error', answering([], { errors: [{ message: 'down' }] }), 'INVALID'],
  [
    'nothing',
    () => Promise.resolve({ status: 'TIMED_OUT', message: 'It did not answer in time.', tookMs: 1 }),
    'TIMED_OUT',
  ],
])('a city that answers with %s is named, and the others stand', async (_, way, status) => {
  const lying = createFakeNetwork({
    cities: CITIES,
    misbehave: {
      suhl: (id, operation, call) =>
        operation.query.includes('summary') ? CITIES[2]!.answer(operation) : way(id, operation, call),
    },
  });
  await lying.summarise();
  const [found] = await ask(lying);
  expect(found.totalCount).toBe(2);
  expect(found.coverage).toMatchObject({ asked: 2, answered: 1, complete: false });
  expect(found.coverage.cities[1]).toMatchObject({ city: { id: 'suhl' }, status, hits: null });
});

test('arguments that cannot be meant are refused', async () => {
  const network = await setUp();
  for (const [argument, value] of Object.entries({ first: 101, timeoutMs: 10_001 })) {
    expect(await ask(network, [PLAN], { [argument]: value })).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', argument },
    });
  }
  expect(network.calls).toEqual([]);
});

test('a request that would cost more than it may asks nobody', async () => {
  const network = await setUp({ maxSearchCost: 0 });
  expect(await ask(network)).toMatchObject({ extensions: { code: 'TOO_COSTLY' } });
  expect(network.calls).toEqual([]);
});
