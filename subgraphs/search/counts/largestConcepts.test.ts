import { createFakeCity } from '../test/createFakeCity';
import type { FakeRecord } from '../test/createFakeCity';
import { createFakeNetwork } from '../test/createFakeNetwork';
import type { FakeNetwork, FakeNetworkOptions, Loose } from '../test/createFakeNetwork';

const record = (type: FakeRecord['type'], key: string, ...concepts: string[]): FakeRecord => ({
  type,
  key,
  topics: concepts.map((concept) => ({ key: concept, concept: `concept:${concept}`, mapping: 'EXACT_MATCH' })),
  role: 'LED',
});
const people = (count: number, concept: string): FakeRecord[] =>
  Array.from({ length: count }, (_, at) => record('staff', `${concept}-${at}`, concept));

// Housing: three cities. Youth: two, with more records than housing. Squares: one, with one person alone.
const essen = createFakeCity('essen', [
  ...people(4, 'youth'),
  ...people(1, 'mobility'),
  record('programme', '1', 'housing'),
]);
const gera = createFakeCity('gera', [
  ...['1', '2', '3', '4'].map((key) => record('programme', key, 'youth')),
  record('exchange', '1', 'housing'),
  { ...record('staff', 'n', 'mobility'), visibility: 'NETWORK' as const },
]);
const venlo = createFakeCity('venlo', [record('offer', '1', 'housing')]);

const OPTIONS: FakeNetworkOptions = {
  cities: [venlo, gera, essen],
  listed: ['ulm'],
  countries: { venlo: 'NL' },
  minCount: 3,
};

const LARGEST = `query ($filter: LandscapeFilter, $first: Int, $after: String) {
  largestConcepts(filter: $filter, first: $first, after: $after) {
    nodes {
      concept { id } city { id } alliance { id } country population { min }
      cities staff fewerThan programmes exchanges offers
    }
    pageInfo { hasNextPage hasPreviousPage endCursor }
    totalCount counted notCounted summariesAsOf
  }
}`;

async function ask(network: FakeNetwork, variables: Record<string, unknown> = {}): Promise<Loose> {
  const { data, errors } = await network.execute(LARGEST, variables);
  return errors === undefined ? data.largestConcepts : errors[0];
}

async function summarised(more: Partial<FakeNetworkOptions> = {}): Promise<FakeNetwork> {
  const network = createFakeNetwork({ ...OPTIONS, ...more });
  await network.summarise();
  network.calls.length = 0;
  return network;
}

/** Each as `concept cities staff/programmes/exchanges/offers`. */
function rows({ nodes }: Loose): string[] {
  return nodes.map(
    ({ concept, cities, staff, fewerThan, programmes, exchanges, offers }: Loose) =>
      `${concept.id.slice('concept:'.length)} ${cities} ${staff ?? `<${fewerThan}`}/${programmes}/${exchanges}/${offers}`,
  );
}

test('what most cities hold something on comes first, from summaries alone, and small counts of staff are not told', async () => {
  const network = await summarised();
  const largest = await ask(network);
  expect(rows(largest)).toEqual(['housing 3 0/1/1/1', 'youth 2 4/4/0/0', 'mobility 1 <3/0/0/0']);
  expect(largest).toMatchObject({ totalCount: 3, counted: 3, notCounted: 0 });
  expect(largest.nodes[0]).toMatchObject({ city: null, alliance: null, country: null, population: null });
  expect(network.calls).toEqual([]);
});

test('members see the records for members added, and every count', async () => {
  expect(rows(await ask(await summarised({ anonymous: false })))[2]).toBe('mobility 2 2/0/0/0');
});

test('the order of two subjects tells strangers nothing of counts that are not told', async () => {
  const one = createFakeCity('one', [...people(1, 'housing'), ...people(2, 'youth')]);
  const other = createFakeCity('other', [...people(2, 'housing'), ...people(1, 'youth')]);
  for (const city of [one, other]) {
    expect(rows(await ask(await summarised({ cities: [city], countries: {} })))).toEqual([
      'housing 1 <3/0/0/0',
      'youth 1 <3/0/0/0',
    ]);
  }
});

test('a filter leaves cities out, also of what was counted', async () => {
  const largest = await ask(await summarised(), { filter: { countries: ['NL'] } });
  expect(rows(largest)).toEqual(['housing 1 0/0/0/1']);
  expect(largest).toMatchObject({ totalCount: 1, counted: 1, notCounted: 0 });
});

test('a city whose summary is not there is not counted, and said to be so', async () => {
  const network = createFakeNetwork(OPTIONS);
  await network.summaries.refresh('venlo', new AbortController().signal);
  expect(await ask(network)).toMatchObject({ totalCount: 1, counted: 1, notCounted: 2 });
  expect(await ask(createFakeNetwork(OPTIONS))).toMatchObject({ nodes: [], counted: 0, summariesAsOf: null });
});

test('pages go on behind the cursor', async () => {
  const network = await summarised();
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: Loose = await ask(network, { first: 1, after });
    expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
    seen.push(...rows(page));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  expect(seen).toEqual(rows(await ask(network)));
});

test('a concept that the vocabulary does not have is not among them', async () => {
  const city = createFakeCity('gera', [record('programme', '1', 'alchemy', 'housing')]);
  expect(rows(await ask(await summarised({ cities: [city], countries: {} })))).toEqual(['housing 1 0/1/0/0']);
});

test.each([
  ['first', { first: 0 }],
  ['first', { first: 101 }],
  ['after', { after: 'nonsense' }],
  ['filter.cities', { filter: { cities: ['atlantis'] } }],
])('%s that cannot be meant is refused by name: %j', async (argument, variables) => {
  expect(await ask(await summarised(), variables)).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument } });
});

test('counting more than a query may is refused', async () => {
  expect(await ask(await summarised({ maxSearchCost: 0 }))).toMatchObject({ extensions: { code: 'TOO_COSTLY' } });
});
