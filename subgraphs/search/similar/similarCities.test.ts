import { createFakeCity } from '../test/createFakeCity';
import type { FakeRecord } from '../test/createFakeCity';
import { createFakeNetwork } from '../test/createFakeNetwork';
import type { FakeNetwork, FakeNetworkOptions, Loose } from '../test/createFakeNetwork';

const on = (subject: string, visibility: FakeRecord['visibility'] = 'PUBLIC'): FakeRecord => ({
  ...{ type: 'programme', key: subject, visibility },
  topics: [{ key: subject, concept: `concept:${subject}`, mapping: 'EXACT_MATCH' }],
});

const cities = [
  createFakeCity('gera', [on('housing'), on('mobility'), on('youth', 'NETWORK')]),
  // All work on housing, one beside Gera on mobility.
  createFakeCity('jena', [on('housing')]),
  createFakeCity('suhl', [on('housing'), on('mobility')]),
  createFakeCity('ulm', [on('housing'), on('youth', 'NETWORK')]),
  createFakeCity('oslo', []),
];
const options: FakeNetworkOptions = {
  cities,
  listed: ['elmley'],
  countries: { oslo: 'NO', elmley: 'GB' },
  facts: {
    gera: { population: 92_000 },
    jena: { population: 110_000 },
    oslo: { population: 99_999 },
    elmley: { population: 50_000 },
  },
  alliances: { 'alliance:a': ['gera', 'ulm'], 'alliance:b': ['gera', 'ulm', 'oslo'], 'alliance:c': ['ulm', 'oslo'] },
};

const QUERY = `query ($city: ID!, $first: Int, $after: String) {
  similarCities(city: $city, first: $first, after: $after) {
    edges {
      score node { id }
      why { kind score concepts { id } sharedConcepts alliances { id } country population { min below } }
    }
    pageInfo { hasNextPage hasPreviousPage endCursor } totalCount notCounted summariesAsOf
  }
}`;

async function setUp(more: Partial<FakeNetworkOptions> = {}): Promise<FakeNetwork> {
  const network = createFakeNetwork({ ...options, ...more });
  await network.summarise();
  return network;
}

async function ask(network: FakeNetwork, variables: object): Promise<Loose> {
  const { data, errors } = await network.execute(QUERY, { ...variables });
  return data.similarCities ?? errors;
}

/** What each city scores by what: `{ jena: { WORK: 100 } }`. */
const scoresOf = ({ edges }: Loose): Loose =>
  Object.fromEntries(
    edges.map(({ node, why }: Loose) => [
      node.id,
      Object.fromEntries(why.map(({ kind, score }: Loose) => [kind, score])),
    ]),
  );

test('the more of what a city works on another works on too, the more similar it is, beside size, alliance and country', async () => {
  const network = await setUp();
  const found = await ask(network, { city: 'gera' });
  // Of five cities four work on housing, and two on mobility.
  const [housing, mobility] = [Math.log2(1 + 5 / 4), Math.log2(1 + 5 / 2)];
  const work = Math.round((600 * housing) / (housing + mobility));
  expect(scoresOf(found)).toEqual({
    suhl: { WORK: 600, COUNTRY: 100 },
    ulm: { WORK: work, ALLIANCE: 100, COUNTRY: 100 },
    jena: { WORK: work, COUNTRY: 100 },
    oslo: { POPULATION: 200, ALLIANCE: 100 },
    elmley: { POPULATION: 200 },
  });
  expect(found.edges.map(({ node }: Loose) => node.id)).toEqual(['suhl', 'ulm', 'jena', 'oslo', 'elmley']);
  for (const { score, why } of found.edges) {
    expect(score).toBe(why.reduce((sum: number, reason: { score: number }) => sum + reason.score, 0));
  }
  expect(found).toMatchObject({ totalCount: 5, notCounted: 0, summariesAsOf: '2026-03-01T06:00:00.000Z' });
  expect(network.calls).toEqual([]);
});

test('each reason says what is the same in both', async () => {
  const found = await ask(await setUp(), { city: 'gera' });
  const [suhl, ulm, , oslo] = found.edges;
  const none = { concepts: [], sharedConcepts: null, alliances: [], country: null, population: null };
  expect(suhl.why[0]).toEqual({
    ...{ ...none, kind: 'WORK', score: 600, sharedConcepts: 2 },
    // What fewer work on comes first.
    concepts: [{ id: 'concept:mobility' }, { id: 'concept:housing' }],
  });
  expect(suhl.why[1]).toEqual({ ...none, kind: 'COUNTRY', score: 100, country: 'DE' });
  expect(ulm.why[1]).toEqual({
    ...{ ...none, kind: 'ALLIANCE', score: 100 },
    alliances: [{ id: 'alliance:a' }, { id: 'alliance:b' }],
  });
  expect(oslo.why[0]).toEqual({ ...none, kind: 'POPULATION', score: 200, population: { min: 50_000, below: 100_000 } });
});

test('work that only members may see makes cities similar for members alone', async () => {
  const workOf = async (anonymous: boolean): Promise<Loose> => {
    const { edges } = await ask(await setUp({ anonymous }), { city: 'gera' });
    return edges.find(({ node }: Loose) => node.id === 'ulm').why[0];
  };
  expect((await workOf(true)).concepts).toEqual([{ id: 'concept:housing' }]);
  expect((await workOf(false)).concepts).toEqual([{ id: 'concept:youth' }, { id: 'concept:housing' }]);
});

test('a city without a summary is similar in what the directory says', async () => {
  const network = createFakeNetwork(options);
  const found = await ask(network, { city: 'gera' });
  expect(scoresOf(found)).toMatchObject({ ulm: { ALLIANCE: 100, COUNTRY: 100 }, suhl: { COUNTRY: 100 } });
  expect(found).toMatchObject({ notCounted: 5, summariesAsOf: null });
  // One that is listed without a server has similar cities, too.
  expect(scoresOf(await ask(await setUp(), { city: 'elmley' }))).toEqual({
    gera: { POPULATION: 200 },
    oslo: { POPULATION: 200 },
  });
});

test('pages go on behind the cursor', async () => {
  const network = await setUp();
  const first = await ask(network, { city: 'gera', first: 2 });
  expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  const rest = await ask(network, { city: 'gera', after: first.pageInfo.endCursor });
  expect(Object.keys(scoresOf(rest))).toEqual(['jena', 'oslo', 'elmley']);
  expect(rest.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  expect(await ask(network, { city: 'jena', after: first.pageInfo.endCursor })).toMatchObject([
    { extensions: { code: 'BAD_USER_INPUT', argument: 'after' } },
  ]);
});

test.each([
  ['city', { city: 'nowhere' }],
  ['first', { city: 'gera', first: 0 }],
  ['first', { city: 'gera', first: 101 }],
  ['after', { city: 'gera', after: 'rubbish' }],
])('a bad %s is told', async (argument, variables) => {
  expect(await ask(await setUp(), variables)).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
});

test('looking through what is counted costs, and may be too much', async () => {
  const [refusal] = await ask(await setUp({ maxSearchCost: 0 }), { city: 'gera' });
  expect(refusal.extensions.code).toBe('TOO_COSTLY');
});
