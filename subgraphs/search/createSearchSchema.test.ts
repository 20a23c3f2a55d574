import { pino } from 'pino';
import type { AskCity, CityReply } from '../contract/AskCity';
import type { FakeCity, FakeRecord } from './test/createFakeCity';
import { createFakeCity, FAKE_AS_OF } from './test/createFakeCity';
import type { FakeNetwork, FakeNetworkOptions, Loose } from './test/createFakeNetwork';
import { createFakeNetwork, MEMBER, TRACEPARENT } from './test/createFakeNetwork';

const about = (concept: string, mapping: FakeRecord['topics'][number]['mapping'] = 'EXACT_MATCH') => ({
  key: concept,
  concept: `concept:${concept}`,
  mapping,
});

const staff = (key: string, concepts: string[], more: Partial<FakeRecord> = {}): FakeRecord => ({
  type: 'staff',
  key,
  topics: concepts.map((concept) => about(concept)),
  role: 'LED',
  since: '2010',
  ...more,
});

const gera = createFakeCity('gera', [
  staff('1', ['homelessness'], { role: 'HOSTED', title: 'Sandra Wanzar' }),
  staff('2', ['housing'], { until: '2020' }),
  { type: 'programme', key: 'p1', topics: [about('housing')], status: 'ACTIVE', since: '2024', goodPractice: true },
  { type: 'exchange', key: 'x1', topics: [about('homelessness')], since: '2025-06', until: null },
]);
const jena = createFakeCity('jena', [staff('1', ['housing', 'youth']), staff('2', ['mobility'])]);
const suhl = createFakeCity('suhl', [staff('1', ['mobility'])]);

const EXPERTS = `query (
  $concepts: [ID!], $match: Match, $text: String, $filter: ExpertFilter, $order: SearchOrder, $first: Int, $after: String,
  $last: Int, $before: String
) {
  experts(
    concepts: $concepts, match: $match, text: $text, filter: $filter, order: $order, first: $first, after: $after,
    last: $last, before: $before
  ) {
    edges { cursor score why { match concept { id } topic { id } role since until } node { __typename id } }
    nodes { id }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    totalCount
    expansion { id }
    coverage {
      asked answered notAsked withheld complete tookMs summariesAsOf
      cities { city { id } status hits withheld tookMs message }
    }
  }
}`;

const HOUSING = { concepts: ['concept:housing'] };

async function searchExperts(options: FakeNetworkOptions, variables: Record<string, unknown> = HOUSING) {
  const network = createFakeNetwork(options);
  await network.summarise();
  return { ...(await askExperts(network, variables)), calls: network.calls };
}

async function askExperts(network: FakeNetwork, variables: Record<string, unknown>) {
  const { data, errors } = await network.execute(EXPERTS, variables);
  expect(errors).toBeUndefined();
  const { experts } = data;
  return { ...experts, ids: experts.nodes.map((node: { id: string }) => node.id) };
}

const failing =
  (status: 'TIMED_OUT' | 'UNREACHABLE' | 'REFUSED' | 'INVALID'): AskCity =>
  () =>
    Promise.resolve({ status, message: `It is ${status}.`, tookMs: 7 });

/** Lets a city answer, and changes what it says. */
const changing =
  (city: FakeCity, change: (data: Loose, reply: CityReply) => CityReply): AskCity =>
  async (_, operation) => {
    const reply = await city.answer(operation);
    return reply.status === 'ANSWERED' ? change(reply.data, reply) : reply;
  };

afterEach(() => jest.useRealTimers());

describe('a call to a city', () => {
  test('is made on behalf of the viewer, as a part of the trace of the request', async () => {
    const network = createFakeNetwork({ cities: [gera], anonymous: false });
    await network.execute(EXPERTS, HOUSING);
    await network.execute('{ node(id: "gera:staff:1") { id } }');
    expect(network.calls.map(({ call }) => [call.viewer, call.traceparent])).toEqual([
      [MEMBER, TRACEPARENT],
      [MEMBER, TRACEPARENT],
    ]);
  });

  test('for a summary is made on behalf of nobody', async () => {
    const network = createFakeNetwork({ cities: [gera], anonymous: false });
    await network.summaries.refresh('gera', new AbortController().signal);
    expect(network.calls.map(({ call }) => call.viewer)).toEqual([{ anonymous: true }]);
  });
});

describe('a search by concept', () => {
  test('finds experts of every city, best first, and says why', async () => {
    const answer = await searchExperts({ cities: [gera, jena, suhl] });
    expect(answer.edges).toEqual([
      {
        cursor: expect.any(String),
        score: 1000,
        why: [
          {
            ...{ match: 'EXACT', concept: { id: 'concept:housing' }, topic: { id: 'jena:topic:housing' } },
            ...{ role: 'LED', since: '2010', until: null },
          },
        ],
        node: { __typename: 'Staff', id: 'jena:staff:1' },
      },
      {
        cursor: expect.any(String),
        // (5 × 1000 + 2 × 1000 + 2 × 500 + 1000) / 10: it ended five full years ago.
        score: 900,
        why: [expect.objectContaining({ match: 'EXACT', until: '2020' })],
        node: { __typename: 'Staff', id: 'gera:staff:2' },
      },
      {
        cursor: expect.any(String),
        // (5 × 800 + 2 × 500 + 2 × 1000 + 1000) / 10
        score: 800,
        why: [expect.objectContaining({ match: 'NARROWER', concept: { id: 'concept:homelessness' }, role: 'HOSTED' })],
        node: { __typename: 'Staff', id: 'gera:staff:1' },
      },
    ]);
    expect(answer.totalCount).toBe(3);
    expect(answer.expansion).toEqual([
      { id: 'concept:housing' },
      { id: 'concept:social-housing' },
      { id: 'concept:homelessness' },
    ]);
  });

  test('asks only the cities that can match, each once', async () => {
    const { calls, coverage } = await searchExperts({ cities: [gera, jena, suhl] });
    expect(calls.map(({ cityId }: Loose) => cityId)).toEqual(['gera', 'jena']);
    expect(coverage).toEqual({
      ...{ asked: 2, answered: 2, notAsked: 0, withheld: 0, complete: true },
      ...{ tookMs: expect.any(Number), summariesAsOf: FAKE_AS_OF },
      cities: [
        { city: { id: 'gera' }, status: 'ANSWERED', hits: 2, withheld: false, tookMs: 1, message: null },
        { city: { id: 'jena' }, status: 'ANSWERED', hits: 1, withheld: false, tookMs: 1, message: null },
      ],
    });
  });

  test('asks a city whose summary is not there yet', async () => {
    const network = createFakeNetwork({ cities: [gera, suhl] });
    const { coverage } = await askExperts(network, HOUSING);
    expect(coverage).toMatchObject({ asked: 2, answered: 2, complete: true, summariesAsOf: null });
    expect(coverage.cities[1]).toMatchObject({ city: { id: 'suhl' }, status: 'ANSWERED', hits: 0, withheld: null });
  });

  test('with ALL finds only who matches each concept', async () => {
    const concepts = ['concept:housing', 'concept:youth'];
    expect((await searchExperts({ cities: [gera, jena] }, { concepts, match: 'ANY' })).ids).toHaveLength(3);
    const all = await searchExperts({ cities: [gera, jena] }, { concepts, match: 'ALL' });
    expect(all.ids).toEqual(['jena:staff:1']);
    expect(all.coverage).toMatchObject({ asked: 1, complete: true });
  });

  test('with a text that names a concept finds who matches both', async () => {
    const { ids, calls } = await searchExperts({ cities: [gera, jena] }, { ...HOUSING, text: 'youth clubs' });
    expect(ids).toEqual(['jena:staff:1']);
    expect(calls[0].operation.variables).not.toHaveProperty('text');
  });

  test('with a text that names none finds those whose text has the words', async () => {
    const { ids, edges } = await searchExperts({ cities: [gera, jena] }, { ...HOUSING, text: 'wanzar' });
    expect(ids).toEqual(['gera:staff:1']);
    expect(edges[0].why[0]).toMatchObject({ match: 'NARROWER', concept: { id: 'concept:homelessness' } });
  });

  test('that no city can match is complete without asking any', async () => {
    const { coverage, ids } = await searchExperts({ cities: [gera, suhl] }, { concepts: ['concept:youth-work'] });
    expect(ids).toEqual([]);
    expect(coverage).toMatchObject({ asked: 0, complete: true, summariesAsOf: FAKE_AS_OF, cities: [] });
  });

  test('is not complete when there is no city to ask', async () => {
    expect((await searchExperts({ cities: [] })).coverage).toMatchObject({ asked: 0, complete: false });
    const onlyListed = await searchExperts(
      { cities: [gera], listed: ['erfurt'] },
      { ...HOUSING, filter: { cities: ['erfurt'] } },
    );
    expect(onlyListed.coverage).toMatchObject({ asked: 0, complete: false });
  });

  test('says where matching records are withheld from an anonymous viewer, and finds them not', async () => {
    const hidden = createFakeCity('gera', [
      staff('1', ['housing']),
      staff('2', ['housing'], { visibility: 'NETWORK' }),
    ]);
    const answer = await searchExperts({ cities: [hidden] });
    expect(answer.ids).toEqual(['gera:staff:1']);
    expect(answer.coverage.cities).toMatchObject([{ hits: 1, withheld: true }]);
    const member = await searchExperts({ cities: [hidden], anonymous: false });
    expect(member.coverage.cities).toMatchObject([{ withheld: false }]);
  });

  test('counts the cities that have nothing but withheld records, and asks them not', async () => {
    const hidden = createFakeCity('suhl', [staff('1', ['housing'], { visibility: 'NETWORK' })]);
    const { coverage } = await searchExperts({ cities: [gera, hidden] });
    expect(coverage).toMatchObject({ asked: 1, withheld: 1, complete: true });
    const member = await searchExperts({ cities: [gera, hidden], anonymous: false });
    expect(member.coverage).toMatchObject({ asked: 2, withheld: null });
    const byWords = await searchExperts({ cities: [gera, hidden] }, { ...HOUSING, text: 'wanzar' });
    expect(byWords.coverage).toMatchObject({ withheld: null });
  });
});

describe('a search by text alone', () => {
  test('asks every city and finds by words', async () => {
    const { edges, coverage, expansion } = await searchExperts(
      { cities: [gera, jena, suhl] },
      { text: ' wanzar\u0000 ' },
    );
    expect(edges).toMatchObject([
      { node: { id: 'gera:staff:1' }, why: [{ match: 'TEXT', concept: null, topic: null }] },
    ]);
    expect(expansion).toEqual([]);
    expect(coverage).toMatchObject({ asked: 3, answered: 3, complete: true, summariesAsOf: null });
    expect(coverage.cities).toMatchObject([{ withheld: null }, { withheld: null }, { withheld: null }]);
  });

  test('counts the cities beyond the bound as not asked', async () => {
    const { coverage } = await searchExperts({ cities: [suhl, jena, gera], maxCitiesForText: 2 }, { text: 'wanzar' });
    expect(coverage).toMatchObject({ asked: 2, answered: 2, notAsked: 1, complete: false });
    expect(coverage.cities).toMatchObject([{ city: { id: 'gera' } }, { city: { id: 'jena' } }]);
  });

  test('that names a concept is a search by concept', async () => {
    const { coverage, expansion } = await searchExperts({ cities: [gera, jena, suhl] }, { text: 'mobility plans' });
    expect(expansion).toEqual([{ id: 'concept:mobility' }]);
    expect(coverage).toMatchObject({ asked: 2, notAsked: 0 });
  });
});

describe('a city that fails', () => {
  test.each(['TIMED_OUT', 'UNREACHABLE', 'REFUSED', 'INVALID'] as const)(
    'with %s is named in the coverage and takes nothing from the others',
    async (status) => {
      const network = createFakeNetwork({ cities: [gera, jena], misbehave: { gera: failing(status) } });
      const { ids, totalCount, coverage } = await askExperts(network, HOUSING);
      expect(ids).toEqual(['jena:staff:1']);
      expect(totalCount).toBe(1);
      expect(coverage).toMatchObject({ asked: 2, answered: 1, notAsked: 0, complete: false });
      expect(coverage.cities).toMatchObject([
        { city: { id: 'gera' }, status, hits: null, message: `It is ${status}.`, tookMs: 7 },
        { city: { id: 'jena' }, status: 'ANSWERED', hits: 1, message: null },
      ]);
    },
  );

  test('by never answering does not hold up the others beyond the deadline less the reserve', async () => {
    jest.useFakeTimers();
    const network = createFakeNetwork({
      cities: [gera, jena],
      misbehave: { gera: () => new Promise(() => undefined) },
      remainingMs: 2_000,
    });
    const asked = askExperts(network, HOUSING);
    await jest.advanceTimersByTimeAsync(1_500);
    const { ids, coverage } = await asked;
    expect(ids).toEqual(['jena:staff:1']);
    expect(coverage.cities).toMatchObject([{ status: 'TIMED_OUT' }, { status: 'ANSWERED' }]);
  });

  test('is one of all when all are down, and the answer is honest and empty', async () => {
    const misbehave = { gera: failing('UNREACHABLE'), jena: failing('UNREACHABLE') };
    const { ids, coverage } = await askExperts(createFakeNetwork({ cities: [gera, jena], misbehave }), HOUSING);
    expect(ids).toEqual([]);
    expect(coverage).toMatchObject({ asked: 2, answered: 0, complete: false });
  });

  test.each<[string, (hits: Loose[]) => unknown[], string]>([
    ['raises its score', ([hit]) => [{ ...hit, score: 1000 }], 'hit 1: its score is 1000, but its features make 900'],
    [
      "gives another city's record",
      ([hit]) => [{ ...hit, id: 'jena:staff:2' }],
      'hit 1: its id is not that of a staff of gera',
    ],
    ['turns the order round', (hits) => [...hits].reverse(), 'hit 2: is not in order, or stands there twice'],
  ])('because it %s is INVALID, and none of its hits is used', async (_, lie, reason) => {
    const lying = changing(gera, (data) => ({
      ...{ status: 'ANSWERED', errors: [], tookMs: 1 },
      data: { staffHits: { total: data.staffHits.total, hits: lie(data.staffHits.hits) } },
    }));
    const { ids, coverage } = await askExperts(
      createFakeNetwork({ cities: [gera, jena], misbehave: { gera: lying } }),
      HOUSING,
    );
    expect(ids).toEqual(['jena:staff:1']);
    expect(coverage).toMatchObject({ asked: 2, answered: 1, complete: false });
    expect(coverage.cities[0]).toMatchObject({
      ...{ city: { id: 'gera' }, status: 'INVALID', hits: null },
      message: `Its answer breaks the contract: ${reason}.`,
    });
  });

  test('in part is PARTIAL: its hits count, and the answer is not complete', async () => {
    const partial = changing(gera, (data) => ({
      ...{ status: 'ANSWERED', data, errors: [{ message: 'index is being rebuilt' }], tookMs: 1 },
    }));
    const network = createFakeNetwork({ cities: [gera], misbehave: { gera: partial } });
    const { ids, coverage } = await askExperts(network, HOUSING);
    expect(ids).toEqual(['gera:staff:2', 'gera:staff:1']);
    expect(coverage).toMatchObject({
      asked: 1,
      answered: 0,
      complete: false,
      cities: [
        {
          ...{ status: 'PARTIAL', hits: 2 },
          message: 'It looked through a part of its records only, and reported an error.',
        },
      ],
    });
  });
});

test('the order is the same whatever the order of the replies', async () => {
  const delayed =
    (city: FakeCity, ms: number): AskCity =>
    async (_, operation) => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      return city.answer(operation);
    };
  const cities = [gera, jena, suhl];
  const [fast, slow] = await Promise.all(
    [
      { gera: delayed(gera, 1), jena: delayed(jena, 40), suhl: delayed(suhl, 20) },
      { gera: delayed(gera, 40), jena: delayed(jena, 1), suhl: delayed(suhl, 20) },
    ].map((misbehave) => askExperts(createFakeNetwork({ cities, misbehave }), HOUSING)),
  );
  expect(slow.edges).toEqual(fast.edges);
  expect(slow.coverage.cities.map((answer: Loose) => answer.city)).toEqual([
    { id: 'gera' },
    { id: 'jena' },
    { id: 'suhl' },
  ]);
});

describe('a page', () => {
  test('goes on behind the cursor, by the day of the first page', async () => {
    const options = { cities: [gera, jena] };
    const first = await searchExperts({ ...options, today: '2026-03-01' }, { ...HOUSING, first: 1 });
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(first.pageInfo.startCursor).toBe(first.pageInfo.endCursor);

    const after = first.pageInfo.endCursor;
    const second = await searchExperts({ ...options, today: '2040-01-01' }, { ...HOUSING, first: 2, after });
    expect(second.ids).toEqual(['gera:staff:2', 'gera:staff:1']);
    expect(second.edges[0].score).toBe(900);
    expect(second.totalCount).toBe(3);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect(second.calls[0].operation.variables).toMatchObject({
      ...{ day: '2026-03-01', first: 3, after: { score: 1000, id: 'jena:staff:1' } },
    });
  });

  test('without a hit has no cursors', async () => {
    const { pageInfo } = await searchExperts({ cities: [suhl] });
    expect(pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null });
  });
});

test('a filter chooses cities and is sent on as far as it is about records', async () => {
  const { calls, ids } = await searchExperts(
    {
      cities: [gera, jena],
      countries: { jena: 'NL' },
      alliances: { 'alliance:thuringia': ['gera', 'jena'] },
    },
    {
      ...HOUSING,
      filter: {
        cities: [],
        alliances: ['alliance:thuringia'],
        countries: ['nl'],
        kinds: ['PERSON'],
        roles: null,
        languages: [],
      },
    },
  );
  expect(ids).toEqual(['jena:staff:1']);
  expect(calls).toHaveLength(1);
  expect(calls[0].operation.variables.filter).toEqual({ kinds: ['PERSON'] });
});

test('a filter chooses cities by their size, their languages and their place', async () => {
  const facts = {
    gera: { population: 92_000, languages: ['de'], location: { latitude: 50.88, longitude: 12.08 } },
    jena: { population: 110_000, languages: ['de', 'en-GB'], location: { latitude: 50.93, longitude: 11.59 } },
  };
  const asked = async (filter: Record<string, unknown>) => {
    const { calls } = await searchExperts({ cities: [gera, jena, suhl], facts }, { text: 'wanzar', filter });
    return calls.map(({ cityId, operation }: Loose) => [cityId, operation.variables.filter]);
  };
  expect(await asked({ population: { min: 100_000 } })).toEqual([['jena', undefined]]);
  expect(await asked({ population: { max: 92_000 } })).toEqual([['gera', undefined]]);
  expect(await asked({ cityLanguages: ['en'], kinds: ['UNIT'] })).toEqual([['jena', { kinds: ['UNIT'] }]]);
  expect(await asked({ near: { city: 'gera', km: 30 } })).toEqual([['gera', undefined]]);
  expect((await asked({ near: { city: 'gera', km: 40 } })).map(([cityId]: Loose) => cityId)).toEqual(['gera', 'jena']);
});

test.each([
  ['programmes', 'gera:programme:p1', 'Programme'],
  ['exchanges', 'gera:exchange:x1', 'Exchange'],
])('%s are searched as experts are', async (field, id, typename) => {
  const network = createFakeNetwork({ cities: [gera, jena] });
  await network.summarise();
  const { data, errors } = await network.execute(
    `{ ${field}(concepts: ["concept:housing"]) { edges { score why { match role since } node { __typename id } } coverage { asked complete } } }`,
  );
  expect(errors).toBeUndefined();
  expect(data[field]).toMatchObject({
    edges: [{ node: { __typename: typename, id }, why: [{ role: null, since: expect.any(String) }] }],
    coverage: { asked: 1, complete: true },
  });
});

describe('bad input is refused by name', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['a page of nothing', { ...HOUSING, first: 0 }, 'first'],
    ['a negative page', { ...HOUSING, first: -1 }, 'first'],
    ['an endless page', { ...HOUSING, first: 100_000 }, 'first'],
    ['neither concepts nor text', {}, 'concepts'],
    ['no concepts and a blank text', { concepts: [], text: ' \n ' }, 'concepts'],
    ['a text without a word', { text: '?!' }, 'text'],
    ['a text that is too long', { text: 'x'.repeat(501) }, 'text'],
    ['an unknown concept', { concepts: ['concept:unknown'] }, 'concepts'],
    ['a malformed concept', { concepts: ['housing'] }, 'concepts'],
    ['too many concepts', { concepts: Array(101).fill('concept:housing') }, 'concepts'],
    ['an unknown city', { ...HOUSING, filter: { cities: ['atlantis'] } }, 'filter.cities'],
    ['an unknown alliance', { ...HOUSING, filter: { alliances: ['alliance:unknown'] } }, 'filter.alliances'],
    ['a country that is no code', { ...HOUSING, filter: { countries: ['Germany'] } }, 'filter.countries'],
    ['a malformed language', { ...HOUSING, filter: { cityLanguages: ['?'] } }, 'filter.cityLanguages'],
    ['no inhabitants', { ...HOUSING, filter: { population: { min: 2, max: 1 } } }, 'filter.population'],
    ['nowhere', { ...HOUSING, filter: { near: { city: 'gera', km: 5 } } }, 'filter.near.city'],
    ['too many languages', { ...HOUSING, filter: { languages: Array(101).fill('de') } }, 'filter.languages'],
    ['no moment', { ...HOUSING, filter: { updatedSince: '2026-01-01' } }, 'filter.updatedSince'],
    [
      'a moment of another place',
      { ...HOUSING, filter: { updatedSince: '2026-01-01T00:00:00+02:00' } },
      'filter.updatedSince',
    ],
    [
      'a list in the place of a moment',
      { ...HOUSING, filter: { updatedSince: ['2026-01-01T00:00:00Z'] } },
      'filter.updatedSince',
    ],
    ['a malformed cursor', { ...HOUSING, after: 'nonsense' }, 'after'],
    ['an empty cursor', { ...HOUSING, after: '' }, 'after'],
    ['a page from both ends', { ...HOUSING, first: 1, last: 1 }, 'last'],
    ['a page from the end that begins behind a cursor', { ...HOUSING, last: 1, after: 'x' }, 'after'],
    ['a page from the beginning that ends before a cursor', { ...HOUSING, first: 1, before: 'x' }, 'before'],
    ['none from the end', { ...HOUSING, last: 0 }, 'last'],
    ['too many from the end', { ...HOUSING, last: 101 }, 'last'],
    ['a malformed cursor for the end', { ...HOUSING, last: 1, before: 'nonsense' }, 'before'],
  ])('%s', async (_, variables, argument) => {
    const network = createFakeNetwork({ cities: [gera] });
    const { data, errors } = await network.execute(EXPERTS, variables);
    expect(data).toEqual({ experts: null });
    expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_USER_INPUT', argument }]);
    expect(network.calls).toEqual([]);
  });

  test.each<[string, object, object]>([
    ['another order', {}, { order: 'NEWEST' }],
    ['an order by time, in one by title', { order: 'NEWEST' }, { order: 'TITLE' }],
    ['an order by title, in one by relevance', { order: 'TITLE' }, {}],
    ['another question', {}, { concepts: ['concept:housing', 'concept:youth'] }],
    ['another filter', { filter: { kinds: ['PERSON'] } }, { filter: { kinds: ['UNIT'] } }],
    ['a question without the filter on cities', { filter: { countries: ['DE'] } }, {}],
  ])('the cursor of %s', async (_, asked, other) => {
    const { pageInfo } = await searchExperts({ cities: [gera] }, { ...HOUSING, ...asked });
    const { errors } = await createFakeNetwork({ cities: [gera] }).execute(EXPERTS, {
      ...{ ...HOUSING, ...other },
      after: pageInfo.endCursor,
    });
    expect(errors?.[0]).toMatchObject({
      message: expect.stringMatching(/^after must be a cursor of experts, for this question in this order, but got "/),
      extensions: { code: 'BAD_USER_INPUT', argument: 'after' },
    });
  });

  test('the cursor of another search', async () => {
    const { pageInfo } = await searchExperts({ cities: [gera] });
    const { errors } = await createFakeNetwork({ cities: [gera] }).execute(
      `query ($after: String) { programmes(concepts: ["concept:housing"], after: $after) { totalCount } }`,
      { after: pageInfo.endCursor },
    );
    expect(errors?.[0]).toMatchObject({
      message: expect.stringMatching(
        /^after must be a cursor of programmes, for this question in this order, but got "/,
      ),
      extensions: { code: 'BAD_USER_INPUT', argument: 'after' },
    });
  });
});

test('explicit nulls mean what leaving out means', async () => {
  const nulls = {
    match: null,
    text: null,
    filter: null,
    order: null,
    first: null,
    after: null,
    last: null,
    before: null,
  };
  expect((await searchExperts({ cities: [gera] }, { ...HOUSING, ...nulls })).ids).toHaveLength(2);
});

describe('node and nodes', () => {
  const NODES = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }';
  const options = { cities: [gera, jena], listed: ['erfurt'], alliances: { 'alliance:ruhr': [] } };
  const lookUp = async (ids: string[], more: Partial<FakeNetworkOptions> = {}) => {
    const network = createFakeNetwork({ ...options, ...more });
    const { data, errors = [] } = await network.execute(NODES, { ids });
    return { nodes: data?.nodes, errors, calls: network.calls };
  };

  test('what the hub owns is looked up here', async () => {
    const ids = ['concept:housing', 'alliance:ruhr', 'gera', 'erfurt'];
    const { nodes, errors, calls } = await lookUp([...ids, 'concept:unknown', 'alliance:unknown']);
    expect(nodes).toEqual([
      { __typename: 'Concept', id: 'concept:housing' },
      { __typename: 'Alliance', id: 'alliance:ruhr' },
      { __typename: 'City', id: 'gera' },
      { __typename: 'City', id: 'erfurt' },
      null,
      null,
    ]);
    expect(errors).toEqual([]);
    expect(calls).toEqual([]);
  });

  test('what cities own is asked of each owner once, and stands in order', async () => {
    const ids = [
      'jena:staff:1',
      'gera:programme:p1',
      'gera:staff:99',
      'gera:exchange:x1',
      'jena:staff:1',
      'gera:topic:housing',
    ];
    const { nodes, errors, calls } = await lookUp(ids);
    expect(nodes).toEqual([
      { __typename: 'Staff', id: 'jena:staff:1' },
      { __typename: 'Programme', id: 'gera:programme:p1' },
      null,
      { __typename: 'Exchange', id: 'gera:exchange:x1' },
      { __typename: 'Staff', id: 'jena:staff:1' },
      { __typename: 'Topic', id: 'gera:topic:housing' },
    ]);
    expect(errors).toEqual([]);
    expect(
      calls.map(({ cityId, operation }) => [cityId, (operation.variables['representations'] as []).length]),
    ).toEqual([
      ['jena', 1],
      ['gera', 4],
    ]);
  });

  test('a city that is listed without a server owns nothing', async () => {
    const { nodes, errors, calls } = await lookUp(['erfurt:staff:1']);
    expect([nodes, errors, calls]).toEqual([[null], [], []]);
  });

  test.each(['TIMED_OUT', 'UNREACHABLE', 'REFUSED', 'INVALID'] as const)(
    'an owner that is %s fails its own entries only',
    async (status) => {
      const ids = ['gera:staff:1', 'jena:staff:1', 'gera:staff:2', 'concept:housing'];
      const { nodes, errors } = await lookUp(ids, { misbehave: { gera: failing(status) } });
      expect(nodes).toEqual([null, { __typename: 'Staff', id: 'jena:staff:1' }, null, expect.anything()]);
      expect(errors.map(({ path, extensions }) => ({ path, extensions }))).toEqual(
        [0, 2].map((at) => ({
          path: ['nodes', at],
          extensions: { code: `CITY_${status}`, city: 'gera', phase: 'FETCH' },
        })),
      );
    },
  );

  test.each<[string, unknown]>([
    ['fewer entities', []],
    ['no list', {}],
    ['a bare entity', [{ id: 'gera:staff:1' }]],
    ['another record', [{ __typename: 'Staff', id: 'gera:staff:2' }]],
    ["another city's record", [{ __typename: 'Staff', id: 'jena:staff:1' }]],
    ['another type', [{ __typename: 'Need', id: 'gera:staff:1' }]],
  ])('%s for an answer is invalid', async (_, entities) => {
    const lying: AskCity = () =>
      Promise.resolve({ status: 'ANSWERED', data: { _entities: entities }, errors: [], tookMs: 1 });
    const { nodes, errors } = await lookUp(['gera:staff:1'], { misbehave: { gera: lying } });
    expect(nodes).toEqual([null]);
    expect(errors[0]?.extensions).toEqual({ code: 'CITY_INVALID', city: 'gera', phase: 'FETCH' });
  });

  test('a null with an error is a failure and not an unknown id', async () => {
    const failed: AskCity = () =>
      Promise.resolve({
        status: 'ANSWERED',
        data: { _entities: [null, null] },
        errors: [{ message: 'database is gone', path: ['_entities', 1] }],
        tookMs: 1,
      });
    const { nodes, errors } = await lookUp(['gera:staff:1', 'gera:staff:2'], { misbehave: { gera: failed } });
    expect(nodes).toEqual([null, null]);
    expect(errors).toMatchObject([{ path: ['nodes', 1], extensions: { code: 'CITY_ERROR', city: 'gera' } }]);
  });

  test('a malformed id and an unknown city are errors, each at its place', async () => {
    const { nodes, errors } = await lookUp(['gera:staff:', 'atlantis:staff:1', 'atlantis', 'gera:staff:1']);
    expect(nodes).toEqual([null, null, null, { __typename: 'Staff', id: 'gera:staff:1' }]);
    expect(errors.map(({ path }) => path)).toEqual([0, 1, 2].map((at) => ['nodes', at]));
    for (const { extensions } of errors) expect(extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'ids' });
  });

  test('more than 100 ids are refused', async () => {
    const { errors } = await lookUp(Array<string>(101).fill('gera'));
    expect(errors[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'ids' });
  });

  test('an owner that never answers fails when only the reserve is left', async () => {
    const { errors } = await lookUp(['gera:staff:1'], {
      misbehave: { gera: () => new Promise(() => undefined) },
      remainingMs: 550,
    });
    expect(errors[0]?.extensions).toMatchObject({ code: 'CITY_TIMED_OUT' });
  });

  test('a single node is looked up alike', async () => {
    const { execute } = createFakeNetwork(options);
    const one = (id: string) => execute('query ($id: ID!) { node(id: $id) { __typename id } }', { id });
    expect(await one('gera:staff:1')).toEqual({ data: { node: { __typename: 'Staff', id: 'gera:staff:1' } } });
    expect(await one('gera:staff:99')).toEqual({ data: { node: null } });
    expect(await one('nonsense:')).toMatchObject({
      data: { node: null },
      errors: [{ extensions: { code: 'BAD_USER_INPUT', argument: 'id' } }],
    });
  });
});

test('an invalid answer is logged for the operator, by city and reason', async () => {
  const lines: string[] = [];
  const network = createFakeNetwork({
    cities: [gera],
    misbehave: { gera: () => Promise.resolve({ status: 'ANSWERED', data: {}, errors: [], tookMs: 1 }) },
    logger: pino({}, { write: (line: string) => lines.push(line) }),
  });
  await askExperts(network, HOUSING);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { city: 'gera', reason: expect.stringContaining('staffHits') },
  ]);
});
