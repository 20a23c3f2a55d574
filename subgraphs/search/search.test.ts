import { LACKING } from '../contract/AskCity';
import type { AskCity, CityReply } from '../contract/AskCity';
import { needs, offers } from './kinds';
import { search } from './search';
import type { FakeRecord } from './test/createFakeCity';
import { createFakeCity } from './test/createFakeCity';
import { createFakeNetwork } from './test/createFakeNetwork';

// What no field of `Query` leads to: fields elsewhere in the graph search so.

const offer = (key: string, concept: string, more: Partial<FakeRecord> = {}): FakeRecord => ({
  ...{ type: 'offer', key },
  topics: [{ key: concept, concept: `concept:${concept}`, mapping: 'EXACT_MATCH' }],
  ...more,
});

const gera = createFakeCity('gera', [offer('1', 'homelessness', { title: 'A day at the shelter' })]);
const jena = createFakeCity('jena', [offer('1', 'housing'), offer('2', 'mobility')]);
const suhl = createFakeCity('suhl', [offer('1', 'housing', { visibility: 'NETWORK' })]);
const HOUSING = { concepts: ['concept:housing'] };

test('offers are found by the counts of the summaries, best match first', async () => {
  const network = createFakeNetwork({ cities: [gera, jena, suhl] });
  await network.summarise();
  const found = await search(offers, HOUSING, network.createContext(), network.dependencies);
  expect(found.edges).toMatchObject([
    {
      ...{ score: 1000, node: { __typename: 'Offer', id: 'jena:offer:1' } },
      why: [{ match: 'EXACT', concept: { id: 'concept:housing' }, role: null, since: null, until: null }],
    },
    // Narrower than what was asked for.
    { score: 800, node: { id: 'gera:offer:1' }, why: [{ match: 'NARROWER' }] },
  ]);
  expect(found.coverage).toMatchObject({ asked: 2, answered: 2, withheld: 1, complete: true });
});

test('offers are found by words, and page like all hits', async () => {
  const network = createFakeNetwork({ cities: [gera, jena] });
  const ask = (args: Parameters<typeof search>[1]) =>
    search(offers, args, network.createContext(), network.dependencies);
  expect((await ask({ text: 'shelter' })).edges).toMatchObject([{ score: 600, why: [{ match: 'TEXT' }] }]);

  const first = await ask({ ...HOUSING, first: 1 });
  expect(first.nodes.map(({ id }) => id)).toEqual(['jena:offer:1']);
  const next = await ask({ ...HOUSING, first: 1, after: first.pageInfo.endCursor });
  expect(next.nodes.map(({ id }) => id)).toEqual(['gera:offer:1']);
  expect(next.pageInfo.hasNextPage).toBe(false);
});

test('a city that is left out is not asked, and neither missing nor counted', async () => {
  const network = createFakeNetwork({ cities: [gera, jena] });
  const found = await search(offers, HOUSING, network.createContext(), network.dependencies, {
    without: new Set(['jena']),
  });
  expect(network.calls.map(({ cityId }) => cityId)).toEqual(['gera']);
  expect(found).toMatchObject({ totalCount: 1, facets: null, coverage: { asked: 1, notAsked: 0, complete: true } });
});

test('facets of a kind that is divided since contract 1.1 are told of cities that have it, and the others are counted', async () => {
  const old: AskCity = async (_, operation) => {
    const reply = await jena.answer(operation);
    return reply.status === 'ANSWERED'
      ? { ...reply, data: { offerHits: { ...(reply.data['offerHits'] as object), facets: null } } }
      : reply;
  };
  const network = createFakeNetwork({ cities: [gera, jena], misbehave: { jena: old } });
  const { facets } = await search(offers, HOUSING, network.createContext(), network.dependencies, {
    wantsFacets: true,
  });
  expect(facets).toEqual({
    withheld: false,
    cities: [
      { city: { id: 'gera' }, count: 1 },
      { city: { id: 'jena' }, count: 1 },
    ],
    concepts: [{ concept: { id: 'concept:homelessness' }, count: 1, fewerThan: null }],
    countries: [{ country: 'DE', count: 2 }],
    ...{
      alliances: [],
      statuses: [],
      languages: [],
      roles: [],
      populations: [],
      years: [],
      funders: [],
      needStatuses: [],
    },
    ...{ goodPractice: [], openToVisitors: [], notDivided: 1 },
  });
});

describe('needs', () => {
  const need = (key: string, topics: FakeRecord['topics'], more: Partial<FakeRecord> = {}): FakeRecord => ({
    ...{ type: 'need', key, topics },
    ...more,
  });
  const on = (concept: string, mapping: FakeRecord['topics'][number]['mapping'] = 'EXACT_MATCH') => ({
    ...{ key: `${concept}-${mapping}`, concept: `concept:${concept}`, mapping },
  });
  const asked = [
    need('1', [on('housing', 'NARROW_MATCH'), on('homelessness')]),
    need('2', [on('housing')]),
    need('3', [on('housing', 'CLOSE_MATCH'), on('youth')]),
    need('4', [on('mobility')]),
    need('5', [on('housing')], { visibility: 'NETWORK' }),
  ];
  const met = createFakeCity('jena', [
    need('1', [on('housing')], { status: 'MET', title: 'Who knows shelters' }),
    need('2', [on('housing', 'CLOSE_MATCH')], { status: 'OPEN' }),
  ]);
  const first = createFakeCity('gera', asked);
  const REFUSAL = 'It serves an earlier version of the contract, and cannot be asked for "needHits".';

  /** A city on contract 1.0: what it lacks is not sent, and null. */
  const lagging: AskCity = async (_, operation) => {
    if (operation.query.includes('needHits')) {
      return { status: 'REFUSED', message: REFUSAL, tookMs: 1, cause: LACKING };
    }
    const reply = JSON.stringify(await first.answer(operation));
    return JSON.parse(reply.replaceAll(/"needs":\d+/g, '"needs":null')) as CityReply;
  };

  const ask = (network: ReturnType<typeof createFakeNetwork>, args: Parameters<typeof search>[1]) =>
    search(needs, args, network.createContext(), network.dependencies, { wantsFacets: true });

  test('are found by the counts of the summaries, those that are met behind those that are open', async () => {
    const network = createFakeNetwork({ cities: [met, suhl] });
    await network.summarise();
    const found = await ask(network, HOUSING);
    expect(found.edges.map(({ score, node }) => [node.__typename, node.id, score])).toEqual([
      ['Need', 'jena:need:2', 880],
      ['Need', 'jena:need:1', 840],
    ]);
    expect(found.coverage).toMatchObject({ asked: 1, answered: 1, complete: true });
    expect(found.facets).toMatchObject({
      needStatuses: [
        { status: 'MET', count: 1 },
        { status: 'OPEN', count: 1 },
      ],
      notDivided: 0,
    });
    expect((await ask(network, { text: 'shelters' })).edges).toMatchObject([{ score: 520, why: [{ match: 'TEXT' }] }]);
  });

  test('of a city on contract 1.0 are those that it lists, scored as its search would', async () => {
    const old = createFakeNetwork({ cities: [first], misbehave: { gera: lagging } });
    await old.summarise();
    const now = createFakeNetwork({ cities: [first] });
    await now.summarise();
    for (const question of [
      HOUSING,
      { concepts: ['concept:housing', 'concept:mobility'] },
      { concepts: ['concept:housing', 'concept:youth'], match: 'ALL' as const },
      { concepts: ['concept:social-housing'] },
    ]) {
      const [listed, searched] = [await ask(old, question), await ask(now, question)];
      const told = ({ edges, totalCount }: typeof listed) => [
        totalCount,
        edges.map(({ score, node, why }) => ({ score, node, why })),
      ];
      expect(told(listed)).toEqual(told(searched));
      expect(listed).toMatchObject({
        coverage: { answered: 1, complete: true },
        facets: { notDivided: listed.totalCount },
      });
    }
  });

  test('of such a city are turned page by page, among those of others', async () => {
    const network = createFakeNetwork({ cities: [first, met], misbehave: { gera: lagging } });
    await network.summarise();
    const whole = await ask(network, HOUSING);
    expect(whole.totalCount).toBe(5);
    const paged: string[] = [];
    for (let after: string | null = null; ;) {
      const { nodes, pageInfo }: Awaited<ReturnType<typeof ask>> = await ask(network, { ...HOUSING, first: 2, after });
      paged.push(...nodes.map(({ id }) => id));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(paged).toEqual(whole.nodes.map(({ id }) => id));
  });

  test.each([
    ['by words', { text: 'shelters' }],
    ['by a filter', { ...HOUSING, filter: { statuses: ['OPEN'] } }],
  ])('of such a city cannot be had %s, and it is named', async (_, args) => {
    const network = createFakeNetwork({ cities: [first, met], misbehave: { gera: lagging } });
    await network.summarise();
    const { coverage, nodes } = await ask(network, args);
    expect(coverage.cities).toMatchObject([
      { city: { id: 'gera' }, status: 'REFUSED', message: REFUSAL },
      { city: { id: 'jena' }, status: 'ANSWERED' },
    ]);
    expect(nodes).toHaveLength(1);
  });

  const pageOf = (from: number, more: boolean, total = 2_000) => ({
    edges: Array.from({ length: 100 }, (_, at) => ({
      cursor: `c${from + at}`,
      node: { id: `gera:need:${from + at}`, topics: [] },
    })),
    pageInfo: { hasNextPage: more },
    totalCount: total,
  });
  test.each([
    ['more than the hub looks through', () => pageOf(0, true), 'REFUSED', 'lists more than 1000 needs', 1],
    ['pages without end', () => pageOf(0, true, 900), 'REFUSED', 'lists more than 1000 needs', 10],
    ['what is no list', () => [], 'INVALID', 'breaks the contract', 1],
  ] as const)(
    'of such a city that lists %s are not told, and it is asked no more',
    async (_, list, status, message, calls) => {
      const endless: AskCity = (cityId, operation, call) =>
        operation.query.includes('query Needs')
          ? Promise.resolve({ status: 'ANSWERED', data: { _entities: [{ needs: list() }] }, errors: [], tookMs: 1 })
          : lagging(cityId, operation, call);
      const network = createFakeNetwork({ cities: [first], misbehave: { gera: endless } });
      const { coverage } = await ask(network, HOUSING);
      expect(coverage.cities).toMatchObject([{ status, message: expect.stringContaining(message) }]);
      expect(network.calls.filter(({ operation }) => operation.query.includes('query Needs'))).toHaveLength(calls);
    },
  );
});
