import { housingVocabulary } from '../housingVocabulary';
import { inventedCity, lines } from '../inventedCity';
import { startNetwork } from '../startNetwork';
import type { TestNetwork } from '../startNetwork';

let network: TestNetwork;

/** Has units that know about housing plans, a programme and an offer on them, one of each for everybody. */
function cityWithPlans(id: string): Record<string, string> {
  return {
    ...inventedCity(id, 1),
    'programmes.csv': lines('key,title,good_practice,topics,visibility', `homes,Homes of ${id},false,plans,PUBLIC`),
    'offers.csv': lines(
      'key,kind,title,topics,visibility',
      `tour,VISIT,A tour of ${id},plans,PUBLIC`,
      `week,WORK_SHADOWING,A week in ${id},plans,NETWORK`,
    ),
  };
}

const CITIES = ['ashford', 'birkdale', 'carlow'];

beforeAll(async () => {
  const ashford = cityWithPlans('ashford');
  network = await startNetwork({
    vocabulary: housingVocabulary,
    network: { cities: [...CITIES, 'dunmore'].map((id) => ({ id, name: id, country: 'GB' })) },
    content: {
      ashford: {
        ...ashford,
        'topics.csv': lines(
          'key,label_en,exact_match,broad_match',
          'plans,Our housing plans,concept:housing-plan,concept:housing',
          'habits,House customs,,',
          'old,Old matters,concept:forgotten,',
        ),
        'needs.csv': lines(
          'key,title,topics,visibility',
          'advice,Advice on plans,plans,PUBLIC',
          'habits,Breaking a habit,habits|old,PUBLIC',
          'secret,Cutting posts,plans,NETWORK',
        ),
      },
      birkdale: cityWithPlans('birkdale'),
      carlow: cityWithPlans('carlow'),
    },
  });
}, 60_000);

afterAll(() => network.close());

const MATCHES = `query ($city: ID!, $first: Int, $after: String) {
  matches(city: $city, first: $first, after: $after) {
    nodes {
      need { title topics { label } }
      concepts { id label }
      experts { nodes { name city { id } } coverage { asked complete } }
      programmes { nodes { title } }
      offers { nodes { title kind } edges { score why { match concept { label } topic { label } } } coverage { withheld } }
    }
    pageInfo { hasNextPage hasPreviousPage endCursor }
    totalCount
  }
}`;

test("a city's needs are matched with what other cities know, run and offer", async () => {
  const { data, errors } = await network.query(MATCHES, { city: 'ashford' });
  expect(errors).toBeUndefined();
  const [advice, habits] = data.matches.nodes;
  expect(advice).toEqual({
    need: { title: 'Advice on plans', topics: [{ label: 'Our housing plans' }] },
    concepts: [
      { id: 'concept:housing', label: 'Housing' },
      { id: 'concept:housing-plan', label: 'Housing plan' },
    ],
    experts: {
      nodes: [
        { name: 'Birkdale unit 1', city: { id: 'birkdale' } },
        { name: 'Carlow unit 1', city: { id: 'carlow' } },
      ],
      coverage: { asked: 2, complete: true },
    },
    programmes: { nodes: [{ title: 'Homes of birkdale' }, { title: 'Homes of carlow' }] },
    offers: {
      nodes: ['birkdale', 'carlow'].map((id) => ({ title: `A tour of ${id}`, kind: 'VISIT' })),
      edges: [1, 2].map(() => ({
        score: 1000,
        why: [{ match: 'EXACT', concept: { label: 'Housing plan' }, topic: { label: 'Our housing plans' } }],
      })),
      coverage: { withheld: 0 },
    },
  });
  expect(habits).toMatchObject({ need: { title: 'Breaking a habit' }, concepts: [], experts: null, offers: null });
  expect(data.matches).toMatchObject({
    totalCount: 2,
    pageInfo: { hasNextPage: false, hasPreviousPage: false },
  });
});

test('each other city gets one request for hits, and the city itself none', async () => {
  for (const id of CITIES) network.city(id).wire.requests.length = 0;
  await network.query(MATCHES, { city: 'ashford' });
  const hits = CITIES.map((id) => network.city(id).wire.requests.filter(({ query }) => /Hits\(/.test(query)).length);
  expect(hits).toEqual([0, 1, 1]);
});

test('pages go on behind the cursor of the city, and a cursor of nothing is refused', async () => {
  const first = await network.query(MATCHES, { city: 'ashford', first: 1 });
  const { endCursor, hasNextPage } = first.data.matches.pageInfo;
  expect(hasNextPage).toBe(true);
  const second = await network.query(MATCHES, { city: 'ashford', first: 1, after: endCursor });
  expect(second.data.matches.nodes).toMatchObject([{ need: { title: 'Breaking a habit' } }]);
  expect(second.data.matches.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  const { errors } = await network.query(MATCHES, { city: 'ashford', after: 'nonsense' });
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'after' } }]);
});

test('a city without needs has no matches, one without a server or that is down cannot tell', async () => {
  const birkdale = await network.query(MATCHES, { city: 'birkdale' });
  expect(birkdale.data.matches).toMatchObject({ nodes: [], totalCount: 0 });
  const dunmore = await network.query(MATCHES, { city: 'dunmore' });
  expect(dunmore.errors).toMatchObject([
    { path: ['matches'], extensions: { code: 'CITY_UNREACHABLE', city: 'dunmore', phase: 'SEARCH' } },
  ]);
  network.city('ashford').wire.treat = () => 'RESET';
  const ashford = await network.query(MATCHES, { city: 'ashford' });
  network.city('ashford').wire.treat = () => 'FORWARD';
  expect(ashford.errors).toMatchObject([
    { extensions: { code: 'CITY_UNREACHABLE', city: 'ashford', phase: 'SEARCH' } },
  ]);
  const unknown = await network.query(MATCHES, { city: 'atlantis' });
  expect(unknown.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'city' } }]);
});

test('a city that speaks of the needs of another one is not believed', async () => {
  const { wire } = network.city('ashford');
  const edge = { cursor: 'c', node: { id: 'birkdale:need:1', topics: [] } };
  const page = { edges: [edge], pageInfo: { hasNextPage: false }, totalCount: 1 };
  const lie = { data: { _entities: [{ needs: page }] } };
  wire.treat = ({ query }) => (query.startsWith('query Needs') ? lie : 'FORWARD');
  const { data, errors } = await network.query(MATCHES, { city: 'ashford' });
  wire.treat = () => 'FORWARD';
  expect(data).toEqual({ matches: null });
  expect(errors).toMatchObject([{ extensions: { code: 'CITY_INVALID', city: 'ashford', phase: 'SEARCH' } }]);
});
