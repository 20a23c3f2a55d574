import { validate, buildASTSchema, parse } from 'graphql';
import { readHubSchemas } from '../../../subgraphs/composing/HubSchemas';
import { answerJson, startFakeCity } from '../../../subgraphs/composing/test/startFakeCity';
import type { FakeCity } from '../../../subgraphs/composing/test/startFakeCity';
import { createFakeCity } from '../../../subgraphs/search/test/createFakeCity';
import type { FakeRecord } from '../../../subgraphs/search/test/createFakeCity';
import { startFakeNetwork } from '../startFakeNetwork';
import type { FakeNetwork } from '../startFakeNetwork';

// Three cities whose staff knows of libraries, of homelessness, of both, or of libraries and of housing, which lies near homelessness. Altdorf serves contract 1.0, and cannot tell these apart.

const { city: newest, firstCity } = readHubSchemas();
const VERSIONS = { altdorf: '1.0', neudorf: '1.1', weildorf: '1.1' } as const;
type Slug = keyof typeof VERSIONS;
const slugs = Object.keys(VERSIONS) as Slug[];

const BOTH = ['homelessness', 'libraries'];
/** By key, best first: the concepts of each, and the part taken, by which they are ranked. */
const STAFF: Readonly<Record<string, readonly [concepts: readonly string[], role: NonNullable<FakeRecord['role']>]>> = {
  a: [['libraries'], 'LED'],
  c: [['homelessness'], 'WORKED'],
  d: [BOTH, 'HOSTED'],
  b: [BOTH, 'TOOK_PART'],
  e: [['libraries', 'housing'], 'TOOK_PART'],
};

const records: readonly FakeRecord[] = Object.entries(STAFF).map(([key, [concepts, role]]) => ({
  ...{ type: 'staff', key, title: `Kim ${key}`, role },
  topics: concepts.map((slug) => ({ key: slug, concept: `concept:${slug}`, mapping: 'EXACT_MATCH' })),
}));

/** Those of whom this is true in these cities, in the order in which they are to be found within a tier: by rank, then by id. */
const best = (isMeant: (concepts: readonly string[]) => boolean, ...cities: readonly Slug[]): readonly string[] =>
  Object.entries(STAFF)
    .filter(([, [concepts]]) => isMeant(concepts))
    .flatMap(([key]) => cities.map((city) => `${city}:staff:${key}`));

async function startCity(slug: Slug): Promise<FakeCity> {
  const version = VERSIONS[slug];
  const people = records.map(({ key, title }) => ({ id: `${slug}:staff:${key}`, name: title }));
  const served = await startFakeCity(people, version === '1.0' ? firstCity : newest);
  const fake = createFakeCity(slug, records, version);
  served.handle = (operation, response) => {
    if (!/Hits\(|summary/.test(operation.query)) return false;
    void fake.answer(operation).then((reply) => {
      answerJson(response, reply.status === 'ANSWERED' ? { data: reply.data, errors: reply.errors } : {});
    });
    return true;
  };
  return served;
}

let cities: Record<Slug, FakeCity>;
let network: FakeNetwork;

beforeAll(async () => {
  const [altdorf, neudorf, weildorf] = await Promise.all([
    startCity('altdorf'),
    startCity('neudorf'),
    startCity('weildorf'),
  ]);
  cities = { altdorf, neudorf, weildorf };
  network = await startFakeNetwork(cities);
}, 60_000);
afterAll(() => network.close());

const QUESTION = `query ($after: String, $cities: [ID!]) {
  experts(text: "libraries, homelessness", filter: { cities: $cities }, first: 3, after: $after) {
    edges { node { id name } why { match } }
    totalCount totalMatchingAll
    pageInfo { hasNextPage endCursor }
    coverage { asked answered complete cities { status } }
  }
}`;

interface Page {
  readonly edges: readonly {
    readonly node: { readonly id: string };
    readonly why: readonly { readonly match: string }[];
  }[];
  readonly totalCount: number;
  readonly totalMatchingAll: number | null;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly coverage: unknown;
}

async function walk(...among: readonly Slug[]): Promise<readonly Page[]> {
  const pages: Page[] = [];
  for (let after: string | null = null; pages.length < 10;) {
    const { data, errors } = await network.query(QUESTION, { after, cities: among });
    expect(errors).toBeUndefined();
    const page: Page = data.experts;
    pages.push(page);
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }
  return pages;
}

const idsOf = (pages: readonly Page[]) => pages.flatMap(({ edges }) => edges.map(({ node }) => node.id));
const isBoth = (concepts: readonly string[]): boolean => concepts === BOTH;
const isNear = (concepts: readonly string[]): boolean => concepts.includes('housing');

test('a question with two subjects pages through cities on 1.0 and 1.1 without a gap or a double', async () => {
  const pages = await walk(...slugs);
  expect(idsOf(pages)).toEqual([
    ...best(isBoth, 'neudorf', 'weildorf'),
    ...best(isNear, 'neudorf', 'weildorf'),
    ...best((concepts) => !isBoth(concepts) && !isNear(concepts), ...slugs),
    // It stands by its scores among those who have one.
    ...best((concepts) => isBoth(concepts) || isNear(concepts), 'altdorf'),
  ]);
  for (const { totalCount, totalMatchingAll, coverage } of pages) {
    expect([totalCount, totalMatchingAll]).toEqual([15, null]);
    expect(coverage).toEqual({
      ...{ asked: 3, answered: 3, complete: true },
      cities: slugs.map(() => ({ status: 'ANSWERED' })),
    });
  }
});

test('the city on 1.0 is asked nothing that its contract lacks', () => {
  const first = buildASTSchema(parse(firstCity), { assumeValidSDL: true });
  const searches = cities.altdorf.requests.filter(({ query }) => query.includes('Hits('));
  expect(searches.length).toBeGreaterThan(0);
  for (const { query, variables } of searches) {
    expect(validate(first, parse(query))).toEqual([]);
    expect(JSON.stringify(variables)).not.toMatch(/aspects|lift|tier/);
  }
});

test('without it, all with both subjects are counted, and each says so', async () => {
  const pages = await walk('neudorf', 'weildorf');
  expect(pages.map(({ totalMatchingAll }) => totalMatchingAll)).toEqual(pages.map(() => 4));
  const reasons = pages.flatMap(({ edges }) => edges.map(({ why }) => why.map(({ match }) => match).join()));
  expect(reasons.slice(0, 8)).toEqual([
    ...new Array(4).fill('EXACT,ASPECT'),
    ...new Array(2).fill('EXACT,NEAR'),
    ...new Array(2).fill('EXACT'),
  ]);
});
