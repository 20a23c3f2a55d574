import fc from 'fast-check';
import type { FakeCity, FakeMapping, FakeRecord } from './test/createFakeCity';
import { createFakeCity } from './test/createFakeCity';
import type { FakeNetworkOptions, Loose } from './test/createFakeNetwork';
import { createFakeNetwork, FAKE_CONCEPTS } from './test/createFakeNetwork';

const QUERY = `query ($concepts: [ID!]!, $first: Int!, $after: String) {
  experts(concepts: $concepts, first: $first, after: $after) {
    edges { cursor score node { id } }
    pageInfo { hasNextPage endCursor }
    coverage { complete }
  }
}`;

const MAPPING_KINDS: readonly FakeMapping[] = ['EXACT_MATCH', 'CLOSE_MATCH', 'BROAD_MATCH', 'NARROW_MATCH'];

const anyRecord: fc.Arbitrary<Omit<FakeRecord, 'key'>> = fc.record({
  type: fc.constant('staff' as const),
  topics: fc
    .uniqueArray(fc.tuple(fc.constantFrom(...FAKE_CONCEPTS), fc.constantFrom(...MAPPING_KINDS)), {
      minLength: 1,
      maxLength: 3,
      selector: ([concept]) => concept,
    })
    .map((topics) => topics.map(([concept, mapping], index) => ({ key: `t${index}`, concept, mapping }))),
  role: fc.constantFrom('LED', 'WORKED', 'HOSTED', 'ADVISED', 'TOOK_PART'),
  since: fc.constantFrom(null, '2019', '2024-02', '2024-02-29', '2030'),
  until: fc.constantFrom(null, '2020', '2024-02', '2026-02-28', '2031-12'),
});

const anyCities: fc.Arbitrary<FakeCity[]> = fc
  .array(fc.array(anyRecord, { maxLength: 7 }), { minLength: 2, maxLength: 5 })
  .map((cities) =>
    cities.map((records, at) =>
      createFakeCity(
        `city-${at}`,
        records.map((record, index) => ({ ...record, key: String(index + 1) })),
      ),
    ),
  );

const anyConcepts = fc.uniqueArray(fc.constantFrom(...FAKE_CONCEPTS), { minLength: 1, maxLength: 3 });

const network: FakeNetworkOptions = { cities: [] };
const { execute } = createFakeNetwork(network);

interface Found {
  readonly score: number;
  readonly id: string;
}

async function page(cities: FakeCity[], concepts: string[], first: number, after: string | null) {
  network.cities = cities;
  const { data, errors } = await execute(QUERY, { concepts, first, after });
  expect(errors).toBeUndefined();
  // Nothing but honest cities: whatever is not complete here is one that the hub took for a liar.
  expect(data.experts.coverage.complete).toBe(true);
  const found: Found[] = data.experts.edges.map((edge: Loose) => ({ score: edge.score, id: edge.node.id }));
  const next: string | null = data.experts.pageInfo.hasNextPage ? data.experts.pageInfo.endCursor : null;
  return { found, next };
}

/** Walks all pages. `citiesOn` gives the network as it is when the page of this number is asked for. */
async function walk(citiesOn: (page: number) => FakeCity[], concepts: string[], first: number): Promise<Found[]> {
  const all: Found[] = [];
  let after: string | null = null;
  let number = 0;
  do {
    const { found, next } = await page(citiesOn(number), concepts, first, after);
    expect(found.length).toBeLessThanOrEqual(first);
    // A page that promises another one is full.
    if (next !== null) expect(found).toHaveLength(first);
    all.push(...found);
    after = next;
    number += 1;
  } while (after !== null);
  return all;
}

const byScoreThenId = (a: Found, b: Found) => (a.score === b.score ? (a.id < b.id ? -1 : 1) : b.score - a.score);

/** Asked city by city, so that nothing is merged and no page is cut. */
async function everyHit(cities: FakeCity[], concepts: string[]): Promise<Found[]> {
  const all: Found[] = [];
  for (const city of cities) all.push(...(await page([city], concepts, 100, null)).found);
  return all.sort(byScoreThenId);
}

test('walking all pages gives every hit once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(anyCities, anyConcepts, fc.integer({ min: 1, max: 9 }), async (cities, concepts, first) => {
      expect(await walk(() => cities, concepts, first)).toEqual(await everyHit(cities, concepts));
    }),
    { numRuns: 60 },
  );
});

test('when a city leaves between two pages, every remaining hit still comes once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyCities,
      anyConcepts,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 4 }),
      async (cities, concepts, first, leavesBefore) => {
        const [gone, ...remaining] = cities;
        const walked = await walk((number) => (number < leavesBefore ? cities : remaining), concepts, first);
        const isGone = ({ id }: Found) => id.startsWith(`${gone!.id}:`);
        expect(walked.filter((hit) => !isGone(hit))).toEqual(await everyHit(remaining, concepts));
        // Those of the city that left are the ones that stood on the pages before.
        const before = (await everyHit(cities, concepts)).slice(0, first * leavesBefore);
        expect(walked.filter(isGone)).toEqual(before.filter(isGone));
      },
    ),
    { numRuns: 60 },
  );
});
