import type { FakeRecord } from '../test/createFakeCity';
import { createFakeCity } from '../test/createFakeCity';
import type { FakeNetworkOptions, Loose } from '../test/createFakeNetwork';
import { createFakeNetwork } from '../test/createFakeNetwork';

// What strangers are told of counts of staff, among whom are persons.

const staff = (key: string, concept: string, ...languages: string[]): FakeRecord => ({
  type: 'staff',
  key,
  topics: [{ key: concept, concept: `concept:${concept}`, mapping: 'EXACT_MATCH' }],
  role: 'LED',
  languages,
});
const programme = (key: string): FakeRecord => ({ ...staff(key, 'housing'), type: 'programme', status: 'ACTIVE' });

const cities = [
  createFakeCity('gera', [staff('1', 'housing', 'de', 'fr'), staff('2', 'housing', 'de'), programme('p')]),
  createFakeCity('venlo', [
    ...['1', '2', '3'].map((key) => staff(key, 'housing', 'nl', 'de')),
    staff('4', 'youth', 'nl'),
    ...['p', 'q'].map(programme),
  ]),
];
const asStranger: FakeNetworkOptions = { cities, minCount: 3 };
const asMember: FakeNetworkOptions = { ...asStranger, anonymous: false };

async function ask(options: FakeNetworkOptions, query: string): Promise<Loose> {
  const network = createFakeNetwork(options);
  await network.summarise();
  network.calls.length = 0;
  const { data, errors } = await network.execute(query);
  expect(errors).toBeUndefined();
  return { ...data, calls: network.calls.map(({ operation }) => operation.query) };
}

const FACETS = `facets {
  withheld cities { count } concepts { count fewerThan } languages { language count fewerThan } roles { role count fewerThan }
}`;

test('DIS-048 strangers are told no small count in facets of staff, once those of all cities are added up', async () => {
  const query = `{ experts(concepts: ["concept:housing"]) { totalCount ${FACETS} }
    programmes(concepts: ["concept:housing"]) { facets { concepts { count fewerThan } statuses { count } cities { count } } } }`;
  const { experts, programmes } = await ask(asStranger, query);
  expect(experts).toEqual({
    totalCount: 5,
    facets: {
      withheld: false,
      cities: [{ count: 3 }, { count: 2 }],
      concepts: [{ count: 5, fewerThan: null }],
      languages: [
        { language: 'de', count: 5, fewerThan: null },
        { language: 'nl', count: 3, fewerThan: null },
        { language: 'fr', count: null, fewerThan: 3 },
      ],
      roles: [{ role: 'LED', count: 5, fewerThan: null }],
    },
  });
  expect(programmes.facets.concepts).toEqual([{ count: 3, fewerThan: null }]);
  const members = await ask(asMember, query);
  expect(members.experts.facets.languages).toContainEqual({ language: 'fr', count: 1, fewerThan: null });
});

test.each([
  ['DIS-049', 'a name', '{ experts(text: "hofmann") { totalCount FACETS } }'],
  [
    'DIS-050',
    'a name beside a concept',
    '{ experts(concepts: ["concept:housing"], text: "hofmann") { totalCount FACETS } }',
  ],
])(
  '%s strangers get no facets of staff that is searched for by %s, and no city is asked for them',
  async (_id, _by, text) => {
    const query = text.replace('FACETS', FACETS);
    const { experts, calls } = await ask(asStranger, query);
    expect(experts.facets).toEqual({ withheld: true, cities: [], concepts: [], languages: [], roles: [] });
    expect(calls).toHaveLength(2);
    expect(calls.some((operation: string) => operation.includes('facets'))).toBe(false);
    expect((await ask(asMember, query)).experts.facets.withheld).toBe(false);
    const understood = await ask(asStranger, `{ experts(text: "housing") { ${FACETS} } }`);
    expect(understood.experts.facets.withheld).toBe(false);
  },
);

test('DIS-051 strangers are told no small count of staff in a landscape, whose groups are added up first', async () => {
  const query = (groupBy: string): string =>
    `{ landscape(concepts: ["concept:housing", "concept:youth"], groupBy: ${groupBy}) { nodes { staff fewerThan programmes } } }`;
  expect((await ask(asStranger, query('CITY'))).landscape.nodes).toEqual([
    { staff: null, fewerThan: 3, programmes: 1 },
    { staff: 3, fewerThan: null, programmes: 2 },
    { staff: null, fewerThan: 3, programmes: 0 },
  ]);
  expect((await ask(asStranger, query('COUNTRY'))).landscape.nodes).toEqual([
    { staff: 5, fewerThan: null, programmes: 3 },
    { staff: null, fewerThan: 3, programmes: 0 },
  ]);
  expect((await ask(asMember, query('CITY'))).landscape.nodes).toMatchObject([
    { staff: 2 },
    { staff: 3 },
    { staff: 1 },
  ]);
});

test('DIS-052 neither do they learn it from the cities of a concept, their order or their cursors', async () => {
  const of = (staffOfGera: number): FakeNetworkOptions => ({
    minCount: 3,
    cities: [
      createFakeCity('gera', [programme('p'), ...['1', '2'].slice(0, staffOfGera).map((key) => staff(key, 'housing'))]),
      createFakeCity('venlo', [programme('p'), staff('1', 'housing')]),
    ],
  });
  const query = `{ _entities(representations: [{ __typename: "Concept", id: "concept:housing" }]) {
    ... on Concept { cities { edges { cursor node { id } staff fewerThan programmes } } } } }`;
  const [one, two] = [await ask(of(1), query), await ask(of(2), query)];
  expect(one._entities[0].cities.edges[0]).toMatchObject({ staff: null, fewerThan: 3, programmes: 1 });
  expect(two).toEqual(one);
  const members = await ask({ ...of(2), anonymous: false }, query);
  expect(members._entities[0].cities.edges).toMatchObject([{ staff: 2 }, { staff: 1 }]);
});
