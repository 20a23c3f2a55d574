import { buildSubgraphSchema } from '@apollo/subgraph';
import { buildASTSchema, parse, validate } from 'graphql';
import { readHubSchemas } from '../../../subgraphs/composing/HubSchemas';
import { answerJson, startFakeCity } from '../../../subgraphs/composing/test/startFakeCity';
import type { FakeCity } from '../../../subgraphs/composing/test/startFakeCity';
import { createFakeCity } from '../../../subgraphs/search/test/createFakeCity';
import type { FakeRecord } from '../../../subgraphs/search/test/createFakeCity';
import { startFakeNetwork } from '../startFakeNetwork';
import type { FakeNetwork } from '../startFakeNetwork';

// Altdorf serves contract 1.0, Neudorf 1.1, and Luegdorf says that it serves 1.1, and divides what it finds by flags that are none. In
// some tests it tells further lies.

const { city: newest, firstCity } = readHubSchemas();
const slugs = ['altdorf', 'luegdorf', 'neudorf'] as const;
type Slug = (typeof slugs)[number];

const programmes: readonly FakeRecord[] = ['old', 'new'].map((key) => ({
  ...{ type: 'programme', key, title: key, since: '2024-05', goodPractice: key === 'new' },
  ...(key === 'new' && { updatedAt: '2026-05-01T00:00:00Z' }),
  topics: [{ key: 'libraries', concept: 'concept:libraries', mapping: 'EXACT_MATCH' }],
}));
const needs: readonly FakeRecord[] = (['EXACT_MATCH', 'CLOSE_MATCH'] as const).map((mapping) => ({
  ...{ type: 'need', key: mapping.slice(0, 5).toLowerCase(), title: 'How do libraries stay open', status: 'MET' },
  topics: [{ key: mapping, concept: 'concept:libraries', mapping }],
}));
const records = [...programmes, ...needs];

/** What Luegdorf makes of an answer for hits. */
let lie = (text: string): string => text;

async function startCity(slug: Slug): Promise<FakeCity> {
  const isFirst = slug === 'altdorf';
  const titles = records.map(({ key, title }) => ({ id: `${slug}:programme:${key}`, title }));
  const served = await startFakeCity(titles, isFirst ? firstCity : newest);
  const fake = createFakeCity(slug, records, isFirst ? '1.0' : '1.1');
  served.handle = (operation, response) => {
    if (!/Hits\(|summary|needs\(/.test(operation.query)) return false;
    void fake.answer(operation).then((reply) => {
      const text = JSON.stringify(reply.status === 'ANSWERED' ? { data: reply.data, errors: reply.errors } : {});
      answerJson(
        response,
        JSON.parse(slug === 'luegdorf' ? lie(text.replaceAll('"true"', '"maybe"')) : text) as object,
      );
    });
    return true;
  };
  return served;
}

let cities: Record<Slug, FakeCity>;
let network: FakeNetwork;

beforeAll(async () => {
  const [altdorf, luegdorf, neudorf] = await Promise.all([
    startCity('altdorf'),
    startCity('luegdorf'),
    startCity('neudorf'),
  ]);
  cities = { altdorf, luegdorf, neudorf };
  network = await startFakeNetwork(cities);
}, 60_000);
afterAll(() => network.close());

const FACETS = 'facets { years { year count } goodPractice { value count } notDivided }';
const ask = async (filter: object, more = '', page = ''): Promise<Awaited<ReturnType<FakeNetwork['query']>>> => {
  const { data, errors } = await network.query(
    `query ($filter: ProgrammeFilter) {
      programmes(concepts: ["concept:libraries"], filter: $filter ${page}) {
        nodes { id } totalCount ${more}
        coverage { answered complete cities { city { id } status message } }
      }
    }`,
    { filter },
  );
  expect(errors).toBeUndefined();
  return data.programmes;
};

test('a city on 1.0 is refused for a filter that its contract lacks, and never answers without it', async () => {
  cities.altdorf.requests.length = 0;
  const found = await ask({ updatedSince: '2026-01-01T00:00:00Z' });
  expect(found.nodes).toEqual([{ id: 'luegdorf:programme:new' }, { id: 'neudorf:programme:new' }]);
  expect(found.coverage).toEqual({
    answered: 2,
    complete: false,
    cities: slugs.map((id) => ({
      city: { id },
      status: id === 'altdorf' ? 'REFUSED' : 'ANSWERED',
      message:
        id === 'altdorf'
          ? 'It serves an earlier version of the contract, and cannot be asked for "updatedSince".'
          : null,
    })),
  });
  // The hub's own look at a city asks for fewer.
  expect(cities.altdorf.requests.filter(({ variables }) => variables['first'] === 21)).toEqual([]);
});

test('it answers for a filter that it has, and is told to be missing where matches are divided as it cannot', async () => {
  const { facets, coverage } = await ask({ goodPractice: true, cities: ['altdorf', 'neudorf'] }, FACETS);
  expect(facets).toEqual({
    years: [{ year: 2024, count: 1 }],
    goodPractice: [{ value: true, count: 1 }],
    notDivided: 1,
  });
  expect(coverage).toMatchObject({ answered: 2, complete: true });
  const first = buildASTSchema(parse(firstCity), { assumeValidSDL: true });
  const asked = cities.altdorf.requests.filter(({ query }) => query.includes('Hits('));
  expect(asked.length).toBeGreaterThan(0);
  for (const { query } of asked) expect(validate(first, parse(query))).toEqual([]);
});

test('a city that divides by what cannot be is not used, and named', async () => {
  const { facets, coverage } = await ask({ cities: ['luegdorf', 'neudorf'] }, FACETS);
  expect(facets).toEqual({
    years: [{ year: 2024, count: 2 }],
    goodPractice: [
      { value: false, count: 1 },
      { value: true, count: 1 },
    ],
    notDivided: 0,
  });
  expect(coverage.cities).toMatchObject([
    { city: { id: 'luegdorf' }, status: 'INVALID', message: expect.stringContaining('facet of goodPractice') },
    { city: { id: 'neudorf' }, status: 'ANSWERED' },
  ]);
});

describe('needs, which came with contract 1.1', () => {
  const find = async (args: string): Promise<Awaited<ReturnType<FakeNetwork['query']>>> => {
    const { data, errors } = await network.query(`{
      needs(${args}) {
        edges { score node { id } }
        totalCount
        coverage { complete cities { city { id } status message } }
      }
    }`);
    expect(errors).toBeUndefined();
    return data.needs;
  };
  const rows = ({ edges }: { edges: { score: number; node: { id: string } }[] }): unknown[] =>
    edges.map(({ score, node }) => [score, node.id]);

  test('are had of a city on 1.0, which lists them, among those of the others', async () => {
    cities.altdorf.requests.length = 0;
    const found = await find('concepts: ["concept:libraries"], filter: { cities: ["altdorf", "neudorf"] }');
    // Whether one is met is not told by contract 1.0.
    expect(rows(found)).toEqual([
      [1000, 'altdorf:need:exact'],
      [880, 'altdorf:need:close'],
      [840, 'neudorf:need:exact'],
      [720, 'neudorf:need:close'],
    ]);
    expect(found.coverage).toMatchObject({ complete: true });
    const first = buildSubgraphSchema(parse(firstCity));
    for (const { query } of cities.altdorf.requests) expect(validate(first, parse(query))).toEqual([]);
    const last = await find('concepts: ["concept:libraries"], last: 3, filter: { cities: ["altdorf", "neudorf"] }');
    expect(rows(last)).toEqual(rows(found).slice(1));
  });

  test.each([
    ['words', 'text: "xylophone", filter: { cities: ["altdorf", "neudorf"] }'],
    [
      'where they stand',
      'concepts: ["concept:libraries"], filter: { statuses: [MET], cities: ["altdorf", "neudorf"] }',
    ],
    [
      'the order of titles',
      'concepts: ["concept:libraries"], order: TITLE, filter: { cities: ["altdorf", "neudorf"] }',
    ],
  ])('are not had of it by %s, and it is named', async (_, args) => {
    const { coverage } = await find(args);
    expect(coverage.cities).toMatchObject([
      {
        ...{ city: { id: 'altdorf' }, status: 'REFUSED' },
        message: 'It serves an earlier version of the contract, and cannot be asked for "needHits".',
      },
      { city: { id: 'neudorf' }, status: 'ANSWERED' },
    ]);
  });
});

test.each([
  ['order: TITLE', 'order', ['luegdorf:programme:new', 'neudorf:programme:new']],
  ['order: NEWEST', 'order', ['luegdorf:programme:new', 'neudorf:programme:new']],
  ['last: 2', 'reversed', ['luegdorf:programme:old', 'neudorf:programme:old']],
])('a city on 1.0 is refused for %s, and never answers in another order', async (page, lacks, expected) => {
  cities.altdorf.requests.length = 0;
  const { nodes, coverage } = await ask({}, '', `${page}${page.startsWith('last') ? '' : ' first: 2'}`);
  expect(nodes.map(({ id }: { id: string }) => id)).toEqual(expected);
  expect(coverage.cities[0]).toEqual({
    ...{ city: { id: 'altdorf' }, status: 'REFUSED' },
    message: `It serves an earlier version of the contract, and cannot be asked for "${lacks}".`,
  });
  expect(coverage.complete).toBe(false);
  expect(cities.altdorf.requests.filter(({ query }) => query.includes('Hits('))).toEqual([]);
});

test('it goes on in the order in which it can be asked, and says of a page that comes behind that something stands before', async () => {
  const page = `first: 2 after: "${(await ask({}, 'pageInfo { endCursor }', 'first: 2')).pageInfo.endCursor}"`;
  const { nodes, pageInfo, coverage } = await ask({}, 'pageInfo { hasPreviousPage }', page);
  expect(nodes).toHaveLength(2);
  expect(coverage.complete).toBe(true);
  expect(pageInfo).toEqual({ hasPreviousPage: true });
});

describe('a city on 1.1 that lies', () => {
  afterEach(() => {
    lie = (text) => text;
  });
  const of = async (field: string): Promise<unknown> => {
    const { data, errors } = await network.query(`{
      found: ${field} { nodes { id } coverage { complete cities { city { id } status message } } }
    }`);
    expect(errors).toBeUndefined();
    const { nodes, coverage } = data.found;
    expect(nodes.length).toBeGreaterThan(0);
    expect(nodes.every(({ id }: { id: string }) => id.startsWith('neudorf:'))).toBe(true);
    expect(coverage.complete).toBe(false);
    return coverage.cities.find(({ city }: { city: { id: string } }) => city.id === 'luegdorf');
  };
  const AMONG = 'cities: ["luegdorf", "neudorf"]';

  test.each([
    [
      'finds what a filter leaves out',
      `programmes(concepts: ["concept:libraries"], filter: { goodPractice: true, ${AMONG} })`,
      ['"goodPractice":true', '"goodPractice":false'],
      'does not pass the filter by goodPractice',
    ],
    [
      'finds needs in another state',
      `needs(concepts: ["concept:libraries"], filter: { statuses: [MET], ${AMONG} })`,
      ['"status":"MET"', '"status":"OPEN"'],
      'does not pass the filter by statuses',
    ],
    [
      'finds what was not changed since',
      `programmes(concepts: ["concept:libraries"], order: NEWEST, filter: { updatedSince: "2026-01-01T00:00:00Z", ${AMONG} })`,
      ['"updatedAt":"2026-05-01T00:00:00Z"', '"updatedAt":"2025-12-31T23:59:59Z"'],
      'does not pass the filter by updatedSince',
    ],
    [
      'folds a title in its own way',
      `programmes(concepts: ["concept:libraries"], order: TITLE, filter: { ${AMONG} })`,
      ['"sortTitle":"new"', '"sortTitle":"New!"'],
      'sortTitle',
    ],
    [
      'puts the latest where it does not stand',
      `programmes(concepts: ["concept:libraries"], order: NEWEST, filter: { ${AMONG} })`,
      ['"updatedAt":"2026-05-01T00:00:00Z"', '"updatedAt":"2019-05-01T00:00:00Z"'],
      'is not in order',
    ],
  ])('and %s is INVALID, and the others answer', async (_, field, [truth, told], message) => {
    lie = (text) => text.replaceAll(truth!, told!);
    expect(await of(field)).toMatchObject({ status: 'INVALID', message: expect.stringContaining(message) });
  });
});
