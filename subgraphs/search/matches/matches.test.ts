import type { GraphQLFormattedError } from 'graphql';
import type { AskCity, CityReply } from '../../contract/AskCity';
import { createFakeCity } from '../test/createFakeCity';
import type { FakeRecord } from '../test/createFakeCity';
import { createFakeNetwork } from '../test/createFakeNetwork';
import type { FakeNetwork, Loose } from '../test/createFakeNetwork';

const about = (type: FakeRecord['type'], key: string, concept: string): FakeRecord => ({
  type,
  key,
  topics: [{ key: concept, concept: `concept:${concept}`, mapping: 'EXACT_MATCH' }],
  role: 'LED',
});

const RECORDS = [
  about('staff', '1', 'housing'),
  about('programme', '1', 'youth'),
  about('offer', '1', 'housing'),
  about('offer', '2', 'mobility'),
];
const gera = createFakeCity('gera', RECORDS);
const jena = createFakeCity('jena', RECORDS);
const suhl = createFakeCity('suhl', RECORDS);

const need = (key: string, ...concepts: (string | null)[]) => ({
  cursor: `cursor-${key}`,
  node: {
    id: `gera:need:${key}`,
    topics: [{ id: 'gera:topic:t', mappings: concepts.map((id) => ({ match: 'CLOSE_MATCH', concept: id && { id } })) }],
  },
});
const page = (...edges: Loose[]) => ({ edges, pageInfo: { hasNextPage: true }, totalCount: 7 });
const NEEDS = page(need('1', 'concept:housing', 'concept:youth', 'concept:housing'), need('2', 'concept:new', null));

/** The city answers for its needs as told, and as ever for the rest. */
const withNeeds =
  (needs: unknown, errors: readonly GraphQLFormattedError[] = []): AskCity =>
  (_, operation) =>
    operation.query.startsWith('query Needs')
      ? Promise.resolve<CityReply>({ status: 'ANSWERED', data: { _entities: [{ needs }] }, errors, tookMs: 1 })
      : gera.answer(operation);

const MATCHES = `query ($city: ID!, $first: Int, $after: String) {
  matches(city: $city, first: $first, after: $after) {
    edges { cursor }
    nodes {
      need { __typename id }
      concepts { id }
      experts { nodes { id } }
      programmes(first: 1) { nodes { id } pageInfo { hasNextPage } }
      offers { nodes { id } edges { score why { match } } coverage { asked cities { city { id } } } }
    }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    totalCount
  }
}`;

async function setUp(way: AskCity = withNeeds(NEEDS)): Promise<FakeNetwork> {
  const network = createFakeNetwork({ cities: [gera, jena, suhl], listed: ['ulm'], misbehave: { gera: way } });
  const { signal } = new AbortController();
  for (const cityId of ['jena', 'suhl']) await network.summaries.refresh(cityId, signal);
  network.calls.length = 0;
  return network;
}

async function ask(network: FakeNetwork, variables: Record<string, unknown> = {}): Promise<Loose> {
  const { data, errors } = await network.execute(MATCHES, { city: 'gera', ...variables });
  return errors === undefined ? data.matches : errors[0];
}

const ids = (each: Loose): string[] => each.nodes.map(({ id }: Loose) => id);

test("a city's needs come with what other cities have for them", async () => {
  const network = await setUp();
  const answer = await ask(network);
  const [first, second] = answer.nodes;
  expect(first).toMatchObject({
    need: { __typename: 'Need', id: 'gera:need:1' },
    concepts: [{ id: 'concept:housing' }, { id: 'concept:youth' }],
    offers: { edges: [{ score: 1000, why: [{ match: 'EXACT' }] }, { score: 1000 }] },
  });
  expect(ids(first.experts)).toEqual(['jena:staff:1', 'suhl:staff:1']);
  expect(ids(first.programmes)).toEqual(['jena:programme:1']);
  expect(first.programmes.pageInfo.hasNextPage).toBe(true);
  expect(ids(first.offers)).toEqual(['jena:offer:1', 'suhl:offer:1']);
  expect(second).toMatchObject({
    need: { id: 'gera:need:2' },
    concepts: [],
    experts: null,
    programmes: null,
    offers: null,
  });
  expect(answer.pageInfo).toEqual({
    hasNextPage: true,
    hasPreviousPage: false,
    startCursor: 'cursor-1',
    endCursor: 'cursor-2',
  });
  expect(answer.totalCount).toBe(7);
});

test('what others have for a need is turned page by page', async () => {
  const network = await setUp();
  const query = `query ($after: String) {
    matches(city: "gera") { nodes { offers(first: 1, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }
  }`;
  const offersOf = async (after: string | null): Promise<Loose> => {
    const { data, errors } = await network.execute(query, { after });
    expect(errors).toBeUndefined();
    return data.matches.nodes[0].offers;
  };
  const first = await offersOf(null);
  const second = await offersOf(first.pageInfo.endCursor);
  expect([ids(first), ids(second)]).toEqual([['jena:offer:1'], ['suhl:offer:1']]);
  expect([first, second].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, false]);
});

test('the city itself is asked for its needs alone, the others once for everything', async () => {
  const network = await setUp();
  await ask(network, { first: 3, after: 'cursor-0' });
  expect(network.calls.map(({ cityId }) => cityId)).toEqual(['gera', 'jena', 'suhl']);
  expect(network.calls[0]!.operation.variables).toEqual({
    representations: [{ __typename: 'City', id: 'gera' }],
    first: 3,
    after: 'cursor-0',
  });
});

test('searches that are not selected are not made', async () => {
  const network = await setUp();
  const { errors } = await network.execute('{ matches(city: "gera") { nodes { need { id } concepts { id } } } }');
  expect(errors).toBeUndefined();
  expect(network.calls.map(({ cityId }) => cityId)).toEqual(['gera']);
});

test.each([
  ['another city', page(need('1')).edges.map((edge) => ({ ...edge, node: { ...edge.node, id: 'jena:need:1' } }))],
  ['another kind', [{ cursor: 'c', node: { id: 'gera:staff:1', topics: [] } }]],
  ['the same need twice', [need('1'), need('1')]],
  [
    'a topic of another city',
    [{ cursor: 'c', node: { id: 'gera:need:1', topics: [{ id: 'jena:topic:t', mappings: [] }] } }],
  ],
  ['a concept that is none', [need('1', 'gera')]],
  ['a mapping of no kind', JSON.parse(JSON.stringify([need('1', 'concept:housing')]).replace('CLOSE', 'ALIKE'))],
  ['no cursor', [{ node: { id: 'gera:need:1', topics: [] } }]],
  ['more than was asked for', Array.from({ length: 11 }, (_, index) => need(String(index)))],
])('a city that answers with %s breaks the contract', async (_, edges) => {
  const needs = { ...page(), edges, totalCount: 20 };
  expect(await ask(await setUp(withNeeds(needs)))).toMatchObject({
    message: expect.stringContaining('breaks the contract'),
    extensions: { code: 'CITY_INVALID', city: 'gera', phase: 'SEARCH' },
  });
});

test.each([
  ['CITY_ERROR', withNeeds(null, [{ message: 'Broken.' }])],
  ['CITY_INVALID', withNeeds(null)],
  ['CITY_UNREACHABLE', () => Promise.resolve<CityReply>({ status: 'UNREACHABLE', message: 'Gone.', tookMs: 1 })],
] satisfies [string, AskCity][])('%s tells what became of asking', async (code, way) => {
  const answer = await ask(await setUp(way));
  expect(answer).toMatchObject({ extensions: { code, city: 'gera', phase: 'SEARCH' }, path: ['matches'] });
});

test('a city that is listed without a server cannot be asked for its needs', async () => {
  const network = await setUp();
  expect(await ask(network, { city: 'ulm' })).toMatchObject({ extensions: { code: 'CITY_UNREACHABLE', city: 'ulm' } });
  expect(network.calls).toEqual([]);
});

test('a cursor that the city does not take is refused by name', async () => {
  const refusal = { message: 'No.', path: ['_entities', 0, 'needs'], extensions: { code: 'BAD_USER_INPUT' } };
  expect(await ask(await setUp(withNeeds(null, [refusal])), { after: 'nonsense' })).toMatchObject({
    extensions: { code: 'BAD_USER_INPUT', argument: 'after' },
  });
});

test.each([
  ['city', { city: 'atlantis' }],
  ['first', { first: 0 }],
  ['first', { first: 21 }],
])('%s that cannot be meant is refused by name: %j', async (argument, variables) => {
  expect(await ask(await setUp(), variables)).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument } });
});
