import { createFakeCity } from '../test/createFakeCity';
import type { FakeRecord } from '../test/createFakeCity';
import { createFakeNetwork } from '../test/createFakeNetwork';
import type { FakeNetwork, FakeNetworkOptions, Loose } from '../test/createFakeNetwork';
import { landscape } from './landscape';

const record = (type: FakeRecord['type'], key: string, ...concepts: string[]): FakeRecord => ({
  type,
  key,
  topics: concepts.map((concept) => ({ key: concept, concept: `concept:${concept}`, mapping: 'EXACT_MATCH' })),
  role: 'LED',
});

const essen = createFakeCity('essen', [record('staff', '1', 'housing', 'youth'), record('staff', '2', 'housing')]);
const gera = createFakeCity('gera', [
  record('programme', '1', 'housing'),
  { ...record('staff', '1', 'youth'), visibility: 'NETWORK' },
]);
const venlo = createFakeCity('venlo', [record('exchange', '1', 'housing'), record('offer', '1', 'housing')]);

const OPTIONS: FakeNetworkOptions = {
  cities: [venlo, gera, essen],
  listed: ['ulm'],
  countries: { venlo: 'NL' },
  alliances: { 'alliance:ruhr': ['essen'], 'alliance:all': ['essen', 'gera', 'ulm'] },
  facts: { essen: { population: 582_000 }, gera: { population: 99_999 } },
};

const LANDSCAPE = `query ($concepts: [ID!]!, $groupBy: LandscapeGrouping!, $filter: LandscapeFilter, $first: Int, $after: String) {
  landscape(concepts: $concepts, groupBy: $groupBy, filter: $filter, first: $first, after: $after) {
    edges { cursor }
    nodes {
      concept { id } city { id } alliance { id } country population { min below }
      cities staff programmes exchanges offers
    }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    totalCount counted notCounted summariesAsOf
  }
}`;

const BOTH = ['concept:youth', 'concept:housing'];

async function ask(network: FakeNetwork, variables: Record<string, unknown>): Promise<Loose> {
  const { data, errors } = await network.execute(LANDSCAPE, { concepts: BOTH, groupBy: 'CITY', ...variables });
  return errors === undefined ? data.landscape : errors[0];
}

async function summarised(more: Partial<FakeNetworkOptions> = {}): Promise<FakeNetwork> {
  const network = createFakeNetwork({ ...OPTIONS, ...more });
  await network.summarise();
  return network;
}

/** Each count as `concept group cities staff/programmes/exchanges/offers`. */
function rows({ nodes }: Loose): string[] {
  return nodes.map(({ concept, city, alliance, country, population, ...counts }: Loose) => {
    const range = population && `${population.min}-${population.below ?? ''}`;
    const group = city?.id ?? alliance?.id ?? country ?? range ?? 'unknown';
    const { cities, staff, programmes, exchanges, offers } = counts;
    return `${concept.id.slice('concept:'.length)} ${group} ${cities} ${staff}/${programmes}/${exchanges}/${offers}`;
  });
}

test('by city it stands by concept as asked for, then by city, without what counts nothing', async () => {
  const network = await summarised();
  const landscape = await ask(network, {});
  expect(rows(landscape)).toEqual([
    'youth essen 1 1/0/0/0',
    'housing essen 1 2/0/0/0',
    'housing gera 1 0/1/0/0',
    'housing venlo 1 0/0/1/1',
  ]);
  expect(landscape).toMatchObject({ totalCount: 4, counted: 3, notCounted: 0 });
  expect(network.calls).toEqual([]);
});

test('other groups add up, and a city without one stands nowhere or with what is not known', async () => {
  const network = await summarised();
  expect(rows(await ask(network, { groupBy: 'ALLIANCE' }))).toEqual([
    'youth alliance:all 1 1/0/0/0',
    'youth alliance:ruhr 1 1/0/0/0',
    'housing alliance:all 2 2/1/0/0',
    'housing alliance:ruhr 1 2/0/0/0',
  ]);
  expect(rows(await ask(network, { groupBy: 'COUNTRY' }))).toEqual([
    'youth DE 1 1/0/0/0',
    'housing DE 2 2/1/0/0',
    'housing NL 1 0/0/1/1',
  ]);
  expect(rows(await ask(network, { groupBy: 'POPULATION' }))).toEqual([
    'youth 500000-1000000 1 1/0/0/0',
    'housing 50000-100000 1 0/1/0/0',
    'housing 500000-1000000 1 2/0/0/0',
    'housing unknown 1 0/0/1/1',
  ]);
});

test('members see the records for members added', async () => {
  const network = await summarised({ anonymous: false });
  expect(rows(await ask(network, { concepts: ['concept:youth'], groupBy: 'COUNTRY' }))).toEqual(['youth DE 2 2/0/0/0']);
});

test('a filter leaves cities out, also of what was counted', async () => {
  const network = await summarised();
  const landscape = await ask(network, { filter: { countries: ['nl'] } });
  expect(rows(landscape)).toEqual(['housing venlo 1 0/0/1/1']);
  expect(landscape).toMatchObject({ counted: 1, notCounted: 0 });
});

test('a city whose summary is not there is not counted, and said to be so', async () => {
  const network = createFakeNetwork(OPTIONS);
  await network.summaries.refresh('gera', new AbortController().signal);
  expect(await ask(network, { concepts: ['concept:housing', 'concept:housing'] })).toMatchObject({
    totalCount: 1,
    counted: 1,
    notCounted: 2,
    summariesAsOf: '2026-03-01T06:00:00.000Z',
  });
  expect(await ask(createFakeNetwork(OPTIONS), {})).toMatchObject({ nodes: [], counted: 0, summariesAsOf: null });
});

test.each(['CITY', 'ALLIANCE', 'COUNTRY', 'POPULATION'])('pages by %s go on behind the cursor', async (groupBy) => {
  const network = await summarised();
  const whole = await ask(network, { groupBy });
  const pages = [];
  let after: string | null = null;
  do {
    const page: Loose = await ask(network, { groupBy, first: 1, after });
    expect(page.pageInfo).toMatchObject({ hasPreviousPage: after !== null });
    pages.push(page);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  expect(pages.flatMap(rows)).toEqual(rows(whole));
  expect(pages.every(({ totalCount }) => totalCount === whole.totalCount)).toBe(true);
});

test('a page that is as long as the rest has no next one', async () => {
  const network = await summarised();
  expect((await ask(network, { first: 4 })).pageInfo.hasNextPage).toBe(false);
  expect((await ask(network, { first: 3 })).pageInfo.hasNextPage).toBe(true);
});

test.each([
  ['concepts', { concepts: [] }],
  ['concepts', { concepts: ['concept:alchemy'] }],
  ['concepts', { concepts: ['housing'] }],
  ['concepts', { concepts: Array.from({ length: 101 }, (_, index) => `concept:c${index}`) }],
  ['first', { first: 0 }],
  ['first', { first: 1001 }],
  ['after', { after: 'nonsense' }],
  ['filter.cities', { filter: { cities: ['atlantis'] } }],
])('%s that cannot be meant is refused by name: %j', async (argument, variables) => {
  expect(await ask(await summarised(), variables)).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument } });
});

test('landscapes that look through more counts than a query may are refused', async () => {
  const network = await summarised({ maxSearchCost: 0 });
  const { data, errors } = await network.execute(
    `{ ${['a', 'b', 'c'].map((name) => `${name}: landscape(concepts: ["concept:housing"]) { totalCount }`).join(' ')} }`,
  );
  expect(data).toEqual({ a: null, b: null, c: null });
  const refused = (path: string): object => ({ path: [path], extensions: { code: 'TOO_COSTLY' } });
  expect(errors).toMatchObject(['a', 'b', 'c'].map(refused));
});

test('where the turn is over, others go on before each concept is counted', async () => {
  const network = await summarised();
  let turns = 0;
  const pause = (): Promise<void> => Promise.resolve(void (turns += 1));
  const context = { ...network.createContext(), work: { mayGoOn: false, isPaused: false, pause } };
  const { totalCount } = await landscape({ concepts: BOTH, groupBy: 'CITY' }, context, network.dependencies);
  expect([totalCount > 0, turns]).toEqual([true, BOTH.length]);
});

test("a cursor of another landscape's grouping or concepts is refused", async () => {
  const network = await summarised();
  const { pageInfo } = await ask(network, { concepts: ['concept:youth'] });
  const after = pageInfo.endCursor;
  const refusal = { extensions: { code: 'BAD_USER_INPUT', argument: 'after' } };
  expect(await ask(network, { groupBy: 'COUNTRY', after })).toMatchObject(refusal);
  expect(await ask(network, { concepts: ['concept:housing'], after })).toMatchObject(refusal);
});
