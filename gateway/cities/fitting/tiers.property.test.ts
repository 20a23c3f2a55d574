import { buildSubgraphSchema } from '@apollo/subgraph';
import fc from 'fast-check';
import { parse } from 'graphql';
import { findLacking } from '../../../subgraphs/composing/findLacking';
import { readHubSchemas } from '../../../subgraphs/composing/HubSchemas';
import type { AskCity } from '../../../subgraphs/contract/AskCity';
import { createFakeCity } from '../../../subgraphs/search/test/createFakeCity';
import type { FakeCity, FakeRecord } from '../../../subgraphs/search/test/createFakeCity';
import { createFakeNetwork } from '../../../subgraphs/search/test/createFakeNetwork';
import type { FakeNetworkOptions, Loose } from '../../../subgraphs/search/test/createFakeNetwork';
import { createFitter } from './createFitter';

// Cities on contract 1.0 and 1.1 in one network, whose hits stand in tiers: the former are asked as the hub fits its questions to
// them.

const { city: now, firstCity: first } = readHubSchemas();
const contract = buildSubgraphSchema(parse(now));
const lacking = findLacking(contract, buildSubgraphSchema(parse(first)));
const fit = createFitter(contract);

type Version = '1.0' | '1.1';

const SUBJECTS = ['housing', 'youth', 'mobility'] as const;
const NAMES = ['Wanzar', 'Okafor'] as const;

const anyStaff: fc.Arbitrary<Omit<FakeRecord, 'key'>> = fc.record({
  type: fc.constant('staff' as const),
  topics: fc
    .uniqueArray(fc.constantFrom(...SUBJECTS, 'youth-work', 'homelessness', 'social-housing'), {
      minLength: 1,
      maxLength: 3,
    })
    .map((slugs) => slugs.map((slug) => ({ key: slug, concept: `concept:${slug}`, mapping: 'EXACT_MATCH' as const }))),
  title: fc.constantFrom('Kim', 'Kim Wanzar', 'Kim Okafor', 'Wanzar Okafor'),
  role: fc.constantFrom('LED', 'WORKED'),
  since: fc.constantFrom(null, '2019'),
});

interface VersionedCity {
  readonly records: readonly FakeRecord[];
  readonly version: Version;
}

const anyCities: fc.Arbitrary<readonly VersionedCity[]> = fc.array(
  fc.record({
    records: fc
      .array(anyStaff, { maxLength: 7 })
      .map((staff) => staff.map((record, at) => ({ ...record, key: String(at + 1) }))),
    version: fc.constantFrom('1.0', '1.1'),
  }),
  { minLength: 2, maxLength: 4 },
);

const anyQuestion = fc
  .tuple(fc.subarray([...SUBJECTS], { minLength: 1 }), fc.subarray([...NAMES]))
  .filter(([subjects, names]) => subjects.length + names.length > 1)
  .map(([subjects, names]) => ({ subjects, names }));

/** As the gateway asks a city on 1.0. */
const fitting =
  (city: FakeCity): AskCity =>
  async (_, operation) => {
    const fitted = fit(operation, lacking);
    if (fitted.status === 'REFUSED') return { status: 'REFUSED', message: fitted.message, tookMs: 1 };
    return fitted.complete(await city.answer(fitted.operation));
  };

const network: { -readonly [K in keyof FakeNetworkOptions]: FakeNetworkOptions[K] } = {
  cities: [],
  related: { 'concept:mobility': ['concept:social-housing'] },
};
const { execute } = createFakeNetwork(network);

function setUp(cities: readonly VersionedCity[]): void {
  network.cities = cities.map(({ records, version }, at) => createFakeCity(`city-${at}`, records, version));
  network.misbehave = Object.fromEntries(
    cities.flatMap(({ version }, at) => (version === '1.0' ? [[`city-${at}`, fitting(network.cities[at]!)]] : [])),
  );
}

const QUERY = `query ($text: String!, $first: Int!, $after: String) {
  experts(text: $text, first: $first, after: $after) {
    edges { score node { id } }
    pageInfo { hasNextPage endCursor }
    totalMatchingAll
    coverage { complete }
  }
}`;

interface Found {
  readonly id: string;
  readonly score: number;
}

interface Page {
  readonly found: readonly Found[];
  readonly next: string | null;
  readonly totalMatchingAll: number | null;
}

async function askPage(text: string, pageSize: number, after: string | null): Promise<Page> {
  const { data, errors } = await execute(QUERY, { text, first: pageSize, after });
  expect(errors).toBeUndefined();
  const { edges, pageInfo, totalMatchingAll, coverage } = data.experts;
  // If this is not so, the hub took a city for a liar.
  expect(coverage.complete).toBe(true);
  return {
    found: edges.map((edge: Loose) => ({ id: edge.node.id, score: edge.score })),
    next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
    totalMatchingAll,
  };
}

async function walk(text: string, pageSize: number, beforePage: (number: number) => void): Promise<readonly Page[]> {
  const pages: Page[] = [];
  let after: string | null = null;
  do {
    beforePage(pages.length);
    const page: Page = await askPage(text, pageSize, after);
    pages.push(page);
    after = page.next;
    expect(pages.length).toBeLessThan(100);
  } while (after !== null);
  return pages;
}

/** The slugs by which a record has a subject: the fake vocabulary's. */
const NARROWER: Readonly<Record<string, readonly string[]>> = {
  housing: ['homelessness', 'social-housing'],
  youth: ['youth-work'],
};
const has = (record: FakeRecord, subject: string) =>
  record.topics.some(({ key }) => key === subject || NARROWER[subject]?.includes(key));

interface Asked {
  readonly subjects: readonly string[];
  readonly names: readonly string[];
}

/** What counts as near youth and mobility: of the vocabulary's concepts, social housing lies near the latter. */
const NEAR_SUBJECTS = [['youth'], ['mobility', 'social-housing']] as const;

/** All that match, by an order of its own: each with its tier, and the score that it has where there are no tiers. */
async function everyHit(cities: readonly VersionedCity[], { subjects, names }: Asked) {
  const concepts = subjects.map((subject) => `concept:${subject}`);
  const asksNear = subjects.join() === 'youth,mobility';
  const { data } = await execute(
    'query ($concepts: [ID!]!) { experts(concepts: $concepts, first: 100) { edges { score node { id } } } }',
    { concepts },
  );
  const all = (data.experts.edges as Loose[]).map((edge: Loose) => {
    const id = edge.node.id as string;
    const [cityId = '', , key] = id.split(':');
    const { records, version } = cities[Number(cityId.slice('city-'.length))]!;
    const record = records.find((one) => one.key === key)!;
    const matched = [
      ...subjects.filter((subject) => has(record, subject)),
      ...names.filter((name) => record.title?.split(' ').includes(name)),
    ];
    const hasAll = subjects.every((subject) => has(record, subject));
    const near = NEAR_SUBJECTS.filter((around) => around.some((subject) => has(record, subject)));
    const [least, tier] = asksNear ? [2, matched.length + near.length] : [1, matched.length];
    return { id, score: edge.score as number, tier: version === '1.0' ? least : tier, hasAll };
  });
  return all.sort((a, b) => b.tier - a.tier || b.score - a.score || (a.id < b.id ? -1 : 1));
}

const textOf = ({ subjects, names }: Asked) => [...subjects, ...names].join(' ');

test('walking all pages gives every hit once, those with more of the question first, whatever versions the cities serve', async () => {
  await fc.assert(
    fc.asyncProperty(anyCities, anyQuestion, fc.integer({ min: 1, max: 9 }), async (cities, question, pageSize) => {
      setUp(cities);
      const pages = await walk(textOf(question), pageSize, () => undefined);
      const all = await everyHit(cities, question);
      expect(pages.flatMap(({ found }) => found)).toEqual(all.map(({ id, score }) => ({ id, score })));
      for (const page of pages.slice(0, -1)) expect(page.found).toHaveLength(pageSize);

      // A city on 1.0 can tell only that it has none.
      const isTold =
        question.subjects.length > 1 &&
        cities.every(({ version }, at) => version === '1.1' || !all.some(({ id }) => id.startsWith(`city-${at}:`)));
      const told = isTold ? all.filter(({ hasAll }) => hasAll).length : null;
      for (const { totalMatchingAll } of pages) expect(totalMatchingAll).toBe(told);
    }),
    { numRuns: 150 },
  );
});

test('a city that upgrades between pages shows nothing twice, and those of others are neither lost nor doubled', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyCities,
      anyQuestion,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 5 }),
      async (cities, question, pageSize, when) => {
        const before = cities.map((city, at) => (at === 0 ? { ...city, version: '1.0' as const } : city));
        const after = cities.map((city, at) => (at === 0 ? { ...city, version: '1.1' as const } : city));
        const pages = await walk(textOf(question), pageSize, (number) => {
          setUp(number < when ? before : after);
        });
        const walked = pages.flatMap(({ found }) => found.map(({ id }) => id));
        expect(new Set(walked).size).toBe(walked.length);
        const ofOthers = (id: string) => !id.startsWith('city-0:');
        const all = await everyHit(cities, question);
        expect(walked.filter(ofOthers)).toEqual(all.map(({ id }) => id).filter(ofOthers));
      },
    ),
    { numRuns: 60 },
  );
});

test('a list that began before there were tiers goes on without them', async () => {
  setUp([
    {
      version: '1.1',
      records: ['youth', 'housing', 'mobility', 'housing'].map((slug, at) => ({
        ...{ type: 'staff' as const, key: String(at + 1), title: slug, role: 'LED' as const },
        topics: (at === 3 ? ['housing', 'youth'] : [slug]).map((one) => ({
          ...{ key: one, concept: `concept:${one}`, mapping: 'EXACT_MATCH' as const },
        })),
      })),
    },
  ]);
  const { found } = await askPage('housing youth', 10, null);
  expect(found.map(({ id }) => id)).toEqual(['city-0:staff:4', 'city-0:staff:1', 'city-0:staff:2']);
  const [{ score }] = found as [Found];
  const cursor = Buffer.from(JSON.stringify(['2026-03-01', score, 'city-0:staff:1'])).toString('base64url');
  const { found: rest } = await askPage('housing youth', 10, cursor);
  expect(rest.map(({ id }) => id)).toEqual(['city-0:staff:2', 'city-0:staff:4']);
});
