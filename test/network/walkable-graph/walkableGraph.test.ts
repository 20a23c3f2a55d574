import { inventedCity, lines } from '../inventedCity';
import { startNetwork } from '../startNetwork';
import type { TestNetwork } from '../startNetwork';

let network: TestNetwork;

const CITIES = ['ashford', 'birkdale', 'carlow'];

/** Staff on housing plans as ever, and two programmes and a unit on parks. */
function cityWithParks(id: string): Record<string, string> {
  const city = inventedCity(id, 3);
  return {
    ...city,
    'topics.csv': `${city['topics.csv']!}${lines('green,Our parks,concept:parks')}`,
    'staff.csv': `${city['staff.csv']!}${lines(`gardens,UNIT,${id} gardens,en,PUBLIC`)}`,
    'experiences.csv': `${city['experiences.csv']!}${lines('garden-work,gardens,green,LED,2020,')}`,
    'programmes.csv': lines(
      'key,title,good_practice,topics,visibility',
      `ponds,Ponds of ${id},false,green,PUBLIC`,
      `trees,Trees of ${id},false,green,NETWORK`,
    ),
  };
}

const vocabulary = `
  @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
  @prefix concept: <https://hanse.example/concept/> .

  concept:housing a skos:Concept ; skos:prefLabel "Housing"@en .
  concept:housing-plan a skos:Concept ; skos:broader concept:housing ; skos:prefLabel "Housing plan"@en .
  concept:parks a skos:Concept ; skos:prefLabel "Parks"@en .
  concept:youth a skos:Concept ; skos:prefLabel "Youth work"@en .
`;

beforeAll(async () => {
  network = await startNetwork({
    vocabulary,
    network: {
      cities: [...CITIES, 'dunmore'].map((id) => ({ id, name: id, country: 'GB' })),
      alliances: [
        { id: 'north', name: 'North', cities: ['ashford', 'birkdale'] },
        { id: 'coast', name: 'Coast', cities: ['birkdale', 'carlow'] },
      ],
    },
    content: Object.fromEntries(CITIES.map((id) => [id, cityWithParks(id)])),
    config: { maxSearchCost: 15 },
  });
}, 60_000);

afterAll(() => network.close());

/** What went to each city while a query was answered. */
async function queryOnTheWire(document: string, variables?: Record<string, unknown>) {
  for (const id of CITIES) network.city(id).wire.requests.length = 0;
  const answer = await network.query(document, variables);
  const requests = CITIES.flatMap((id) =>
    network.city(id).wire.requests.map(({ query }) => ({
      city: id,
      kind: /Hits\(/.test(query) ? 'hits' : query.includes('_entities') ? 'details' : 'other',
      query,
    })),
  );
  return { ...answer, requests };
}

const countByCity = (requests: readonly { readonly city: string; readonly kind: string }[]) =>
  requests.map(({ city, kind }) => `${city} ${kind}`).sort();

test('experts of all concepts of a list cost each city one request, for hits and details', async () => {
  const { data, errors, requests } = await queryOnTheWire(
    '{ concepts(first: 20) { id experts(first: 3) { nodes { name } totalCount } } }',
  );
  expect(errors).toBeUndefined();
  const found = Object.fromEntries(
    data.concepts.map(({ id, experts }: typeof data) => [id, [experts.totalCount, experts.nodes.length]]),
  );
  expect(found).toEqual({
    'concept:housing': [9, 3],
    'concept:housing-plan': [9, 3],
    'concept:parks': [3, 3],
    'concept:youth': [0, 0],
  });
  expect(data.concepts[2].experts.nodes.map(({ name }: typeof data) => name)).toEqual([
    'ashford gardens',
    'birkdale gardens',
    'carlow gardens',
  ]);
  expect(countByCity(requests)).toEqual(CITIES.map((city) => `${city} hits`));
});

test('fields of different kinds share the request, and each has its own answer', async () => {
  const { data, errors, requests } = await queryOnTheWire(`{
    a: experts(concepts: ["concept:parks"]) { totalCount coverage { complete } }
    b: programmes(concepts: ["concept:parks"]) { nodes { title } coverage { complete } }
    c: experts(concepts: ["concept:housing"], filter: { cities: ["birkdale"] }) { totalCount }
    node(id: "ashford:staff:unit-1") { id }
    nodes(ids: ["ashford:staff:unit-2", "carlow:staff:nobody"]) { id }
  }`);
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    a: { totalCount: 3, coverage: { complete: true } },
    b: { nodes: CITIES.map((id) => ({ title: `Ponds of ${id}` })), coverage: { complete: true } },
    c: { totalCount: 3 },
    node: { id: 'ashford:staff:unit-1' },
    nodes: [{ id: 'ashford:staff:unit-2' }, null],
  });
  const hits = requests.filter(({ kind }) => kind === 'hits');
  expect(hits.map(({ city }) => city)).toEqual(CITIES);
  expect(hits[0]!.query).toMatch(/h0: .*h1: /s);
});

test('a city that reports an error for one of them is partial there alone', async () => {
  const nothing = { total: 0, hits: [] };
  const broken = {
    data: { h0: nothing, h1: nothing },
    errors: [{ message: 'Half of it is missing.', path: ['h1', 'hits', 0] }],
  };
  network.city('carlow').wire.treat = ({ query }) => (/Hits\(/.test(query) ? broken : 'FORWARD');
  try {
    const { data } = await network.query(`{
      experts(concepts: ["concept:parks"]) { coverage { cities { status } } }
      programmes(concepts: ["concept:parks"]) { coverage { cities { status } } }
    }`);
    const statuses = (each: typeof data) => each.coverage.cities.map(({ status }: typeof data) => status);
    expect([statuses(data.experts), statuses(data.programmes)].sort()).toEqual([
      ['ANSWERED', 'ANSWERED', 'ANSWERED'],
      ['ANSWERED', 'ANSWERED', 'PARTIAL'],
    ]);
  } finally {
    network.city('carlow').wire.treat = () => 'FORWARD';
  }
});

test("a concept's programmes are found, and its cities counted from their summaries alone", async () => {
  const { data, errors, requests } = await queryOnTheWire(`{
    concept(id: "concept:parks") {
      label
      cities(first: 2) {
        edges { cursor node { name } staff fewerThan programmes exchanges offers }
        nodes { id } totalCount notCounted summariesAsOf pageInfo { hasNextPage hasPreviousPage endCursor }
      }
    }
  }`);
  expect(errors).toBeUndefined();
  expect(requests).toEqual([]);
  const { label, cities } = data.concept;
  expect(label).toBe('Parks');
  // Members alone see the trees.
  expect(cities.edges).toMatchObject([
    { node: { name: 'ashford' }, staff: null, fewerThan: 3, programmes: 1, exchanges: 0, offers: 0 },
    { node: { name: 'birkdale' }, staff: null, fewerThan: 3, programmes: 1, exchanges: 0, offers: 0 },
  ]);
  expect(cities).toMatchObject({
    totalCount: 3,
    notCounted: 0,
    pageInfo: { hasNextPage: true, hasPreviousPage: false },
  });
  expect(Date.parse(cities.summariesAsOf)).not.toBeNaN();

  const next = await network.query(
    `query ($after: String) { concept(id: "concept:parks") {
      cities(after: $after) { nodes { id } pageInfo { hasNextPage hasPreviousPage } }
      programmes { nodes { title } }
    } }`,
    { after: cities.pageInfo.endCursor },
  );
  expect(next.data.concept.cities).toEqual({
    nodes: [{ id: 'carlow' }],
    pageInfo: { hasNextPage: false, hasPreviousPage: true },
  });
  expect(next.data.concept.programmes.nodes).toHaveLength(3);
});

test("an alliance's experts are those of its members, whichever other alliances a client names", async () => {
  const { data, errors } = await network.query(`{
    alliances {
      id
      all: experts(concepts: ["concept:parks"]) { nodes { id } }
      coast: experts(concepts: ["concept:parks"], filter: { alliances: ["alliance:coast"] }) { nodes { id } }
      one: experts(concepts: ["concept:parks"], filter: { cities: ["carlow"] }) { nodes { id } }
    }
  }`);
  expect(errors).toBeUndefined();
  const ids = (each: typeof data) => each.nodes.map(({ id }: typeof data) => id.split(':')[0]);
  expect(data.alliances.map(({ id, all, coast, one }: typeof data) => [id, ids(all), ids(coast), ids(one)])).toEqual([
    ['alliance:coast', ['birkdale', 'carlow'], ['birkdale', 'carlow'], ['carlow']],
    ['alliance:north', ['ashford', 'birkdale'], ['birkdale'], []],
  ]);
});

test('the graph is walked on from what an answer names', async () => {
  const { data, errors } = await network.query(`{
    experts(concepts: ["concept:housing"], first: 1) {
      expansion { id experts(first: 1) { totalCount } }
      nodes { experiences { topic { mappings { concept { label programmes { totalCount } } } } } }
      edges { why { concept { cities { totalCount } } } }
    }
  }`);
  expect(errors).toBeUndefined();
  expect(data.experts).toEqual({
    expansion: [
      { id: 'concept:housing', experts: { totalCount: 9 } },
      { id: 'concept:housing-plan', experts: { totalCount: 9 } },
    ],
    nodes: [
      {
        experiences: [{ topic: { mappings: [{ concept: { label: 'Housing plan', programmes: { totalCount: 0 } } }] } }],
      },
    ],
    edges: [{ why: [{ concept: { cities: { totalCount: 3 } } }] }],
  });
});

test('what costs too much is refused before a city is asked, and nothing beside it is lost', async () => {
  const aliases = Array.from({ length: 60 }, (_, index) => `e${index}: experts { totalCount }`).join(' ');
  const { data, errors, requests } = await queryOnTheWire(`{ concept(id: "concept:parks") { label ${aliases} } }`);
  expect(requests).toEqual([]);
  expect(data.concept).toMatchObject({ label: 'Parks', e0: null, e59: null });
  expect(errors).toHaveLength(60);
  expect(errors![0]).toMatchObject({
    message: expect.stringMatching(/costs \d+, and the limit is 15/),
    path: ['concept', 'e0'],
    extensions: { code: 'TOO_COSTLY' },
  });
});

test('a search that is refused takes nothing from its siblings', async () => {
  const { data, errors } = await network.query(`{
    concept(id: "concept:parks") { label wrong: experts(first: 0) { totalCount } right: experts { totalCount } }
  }`);
  expect(data.concept).toEqual({ label: 'Parks', wrong: null, right: { totalCount: 3 } });
  expect(errors).toMatchObject([
    { path: ['concept', 'wrong'], extensions: { code: 'BAD_USER_INPUT', argument: 'first' } },
  ]);
});
