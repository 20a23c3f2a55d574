import fc from 'fast-check';
import { anyCities, anyConcepts, answersInFull, anyConduct, conducted } from '../test/anyCities';
import type { Conduct } from '../test/anyCities';
import type { FakeCity, FakeRecord } from '../test/createFakeCity';
import { createFakeCity } from '../test/createFakeCity';
import type { FakeNetworkOptions, Loose } from '../test/createFakeNetwork';
import { createFakeNetwork } from '../test/createFakeNetwork';

// Facets as a client sees them, over the whole schema.

const FACETS = `facets {
  cities { city { id } count }
  alliances { alliance { id } count }
  concepts { concept { id } count }
  statuses { status count }
  languages { language count }
  roles { role count }
}`;

const search = (field: string) => `query ($concepts: [ID!]!, $first: Int, $after: String) {
  ${field}(concepts: $concepts, first: $first, after: $after) { totalCount pageInfo { endCursor } ${FACETS} }
}`;

const HOUSING = { concepts: ['concept:housing'] };

const about = (concept: string) => ({ key: concept, concept: `concept:${concept}`, mapping: 'EXACT_MATCH' as const });

const gera = createFakeCity('gera', [
  { type: 'staff', key: '1', topics: [about('housing')], role: 'LED', languages: ['de', 'en'] },
  { type: 'staff', key: '2', topics: [about('housing'), about('youth')], role: 'WORKED', languages: ['de'] },
  { type: 'staff', key: '3', topics: [about('mobility')], role: 'LED', languages: ['fr'] },
  { type: 'programme', key: 'p', topics: [about('housing')], status: 'ACTIVE' },
  { type: 'exchange', key: 'x', topics: [about('housing')], since: '2025' },
]);
const venlo = createFakeCity('venlo', [
  { type: 'staff', key: '1', topics: [about('housing')], role: 'LED', languages: ['nl', 'de'] },
  { type: 'programme', key: 'p', topics: [about('housing')], status: 'COMPLETED' },
  { type: 'programme', key: 'q', topics: [about('housing')], status: 'ACTIVE' },
]);
const options = {
  cities: [gera, venlo],
  alliances: { 'alliance:border': ['venlo'], 'alliance:all': ['gera', 'venlo'] },
};

test('the facets of experts tell by city, alliance, concept, language and role how all of them divide', async () => {
  const { data, errors } = await createFakeNetwork(options).execute(search('experts'), { ...HOUSING, first: 1 });
  expect(errors).toBeUndefined();
  expect(data.experts.totalCount).toBe(3);
  expect(data.experts.facets).toEqual({
    cities: [
      { city: { id: 'gera' }, count: 2 },
      { city: { id: 'venlo' }, count: 1 },
    ],
    alliances: [
      { alliance: { id: 'alliance:all' }, count: 3 },
      { alliance: { id: 'alliance:border' }, count: 1 },
    ],
    concepts: [
      { concept: { id: 'concept:housing' }, count: 3 },
      { concept: { id: 'concept:youth' }, count: 1 },
    ],
    statuses: [],
    languages: [
      { language: 'de', count: 3 },
      { language: 'en', count: 1 },
      { language: 'nl', count: 1 },
    ],
    roles: [
      { role: 'LED', count: 2 },
      { role: 'WORKED', count: 1 },
    ],
  });
});

test('programmes divide by status, exchanges by neither status nor role', async () => {
  const { execute } = createFakeNetwork(options);
  const { facets } = (await execute(search('programmes'), HOUSING)).data.programmes;
  expect(facets).toMatchObject({
    ...{ languages: [], roles: [] },
    statuses: [
      { status: 'ACTIVE', count: 2 },
      { status: 'COMPLETED', count: 1 },
    ],
  });
  expect((await execute(search('exchanges'), HOUSING)).data.exchanges.facets).toMatchObject({
    ...{ cities: [{ count: 1 }], concepts: [{ count: 1 }], statuses: [], languages: [], roles: [] },
  });
});

test.each([
  ['without facets', '{ experts(concepts: ["concept:housing"]) { totalCount } }', false],
  ['with facets', '{ experts(concepts: ["concept:housing"]) { facets { cities { count } } } }', true],
  [
    'with facets in a fragment',
    `{ experts(concepts: ["concept:housing"]) { ...F } } fragment F on ExpertSearchConnection { facets { cities { count } } }`,
    true,
  ],
  [
    'with facets that are left out',
    '{ experts(concepts: ["concept:housing"]) { totalCount facets @skip(if: true) { cities { count } } } }',
    false,
  ],
])('a search %s asks cities to count accordingly', async (_, query, counted) => {
  const network = createFakeNetwork(options);
  expect((await network.execute(query)).errors).toBeUndefined();
  expect(network.calls.map(({ operation }) => operation.query.includes('facets'))).toEqual([counted, counted]);
});

test('a city that miscounts is INVALID', async () => {
  const miscounting = {
    gera: async (_: string, operation: Parameters<FakeCity['answer']>[0]) => {
      const reply = await gera.answer(operation);
      if (reply.status === 'ANSWERED') (reply.data['staffHits'] as Loose).facets.roles[0].count = 3;
      return reply;
    },
  };
  const { data } = await createFakeNetwork({ ...options, misbehave: miscounting }).execute(
    `{ experts(concepts: ["concept:housing"]) { totalCount facets { cities { city { id } } } coverage { cities { status message } } } }`,
  );
  expect(data.experts).toMatchObject({ totalCount: 1, facets: { cities: [{ city: { id: 'venlo' } }] } });
  expect(data.experts.coverage.cities).toMatchObject([
    { status: 'INVALID', message: expect.stringContaining('its facet of roles, entry 1: counts 3 of 2 matches') },
    { status: 'ANSWERED' },
  ]);
});

describe('over any cities', () => {
  const network: { -readonly [K in keyof FakeNetworkOptions]: FakeNetworkOptions[K] } = { cities: [] };
  const { execute } = createFakeNetwork(network);

  async function ask(cities: readonly FakeCity[], conducts: readonly Conduct[], variables: Record<string, unknown>) {
    network.cities = cities.filter((_, at) => conducts[at] !== 'away');
    network.misbehave = Object.fromEntries(
      cities.map((city, at) => [city.id, conducted(city, conducts[at] ?? 'prompt')]),
    );
    const { data, errors } = await execute(search('experts'), variables);
    expect(errors).toBeUndefined();
    return data.experts;
  }

  /** `de` -> 3, whatever the facet. */
  const countsOf = (facet: Loose[]) =>
    new Map(facet.map(({ count, ...value }) => [JSON.stringify(Object.values(value)), count as number]));

  test('facets add up over the cities that answered, whatever the page', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyCities,
        anyConcepts,
        fc.array(anyConduct, { minLength: 5, maxLength: 5 }),
        async (cities, concepts, conducts) => {
          const { totalCount, facets } = await ask(cities, conducts, { concepts, first: 100 });
          const alone: Loose[] = [];
          for (const [at, city] of cities.entries()) {
            if (answersInFull(conducts[at] ?? 'prompt')) alone.push(await ask([city], [], { concepts }));
          }
          // A disorderly city without a hit says nothing wrong, and adds nothing.
          expect(totalCount).toBe(alone.reduce<number>((sum, answer) => sum + Number(answer.totalCount), 0));
          for (const name of ['cities', 'concepts', 'languages', 'roles']) {
            const sums = new Map<string, number>();
            for (const answer of alone) {
              for (const [value, count] of countsOf(answer.facets[name]))
                sums.set(value, (sums.get(value) ?? 0) + count);
            }
            expect(countsOf(facets[name])).toEqual(sums);
            const counts = facets[name].map(({ count }: Loose) => count);
            expect(counts).toEqual([...counts].sort((a, b) => b - a));
          }

          const first = await ask(cities, conducts, { concepts, first: 1 });
          expect(first.facets).toEqual(facets);
          if (totalCount > 0) {
            // From a page behind the first hit, of cities that answer alike.
            const honest = conducts.map((conduct) => (conduct === 'disorderly' ? 'too late' : conduct));
            const next = await ask(cities, honest, { concepts, first: 1, after: first.pageInfo.endCursor });
            expect(next.facets).toEqual(facets);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

test('a concept that this vocabulary does not have is left out', async () => {
  const foreign: FakeRecord = {
    ...{ type: 'staff', key: '1', role: 'LED' },
    topics: [about('housing'), about('beekeeping')],
  };
  const { data } = await createFakeNetwork({ cities: [createFakeCity('gera', [foreign])] }).execute(
    search('experts'),
    HOUSING,
  );
  expect(data.experts.facets.concepts).toEqual([{ concept: { id: 'concept:housing' }, count: 1 }]);
});
