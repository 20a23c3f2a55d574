import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { createHub } from '../../../gateway/createHub';
import { startDemoIssuer } from '../../../gateway/demo/startDemoIssuer';
import { housingVocabulary } from '../housingVocabulary';
import { inventedCity, lines } from '../inventedCity';
import { queryHub } from '../queryHub';
import { startNetwork } from '../startNetwork';
import type { Answer, TestNetwork } from '../startNetwork';
import type { Treatment } from '../startWiretap';

// What the hub asks of cities on the wire, where records come with hits.

const cities = ['ashford', 'birkdale', 'corwen', 'dunmore'];
let issuer: Awaited<ReturnType<typeof startDemoIssuer>>;
let network: TestNetwork;

/** Units of each city: five that know about housing plans, ten about parks, which in Ashford led them, and one for members about youth work. */
function content(id: string): Record<string, string> {
  const {
    'staff.csv': staff = '',
    'experiences.csv': experiences = '',
    'topics.csv': topics = '',
    ...files
  } = inventedCity(id, 5);
  const [count, role] = id === 'ashford' ? [10, 'LED'] : [10, 'TOOK_PART'];
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  return {
    ...files,
    'topics.csv': topics + lines('parks,Our parks,concept:parks', 'youth,Our youth work,concept:youth'),
    'staff.csv':
      staff +
      lines(
        ...numbers.map((i) => `green-${i},UNIT,Green ${i} of ${id},en,PUBLIC`),
        `desk,UNIT,Desk of ${id},en,NETWORK`,
      ),
    'experiences.csv':
      experiences +
      lines(...numbers.map((i) => `green-${i},green-${i},parks,${role},2020,2021`), 'desk,desk,youth,LED,2020,2021'),
    'programmes.csv': lines('key,title,good_practice,topics,visibility', `homes,Homes of ${id},false,plans,PUBLIC`),
    'offers.csv': lines('key,kind,title,topics,visibility', `tour,VISIT,A tour of ${id},plans,PUBLIC`),
    ...(id === 'ashford' && {
      'needs.csv': lines('key,title,topics,visibility', 'advice,Advice on plans,plans,PUBLIC'),
    }),
  };
}

beforeAll(async () => {
  issuer = await startDemoIssuer();
  network = await startNetwork({
    vocabulary: housingVocabulary,
    network: {
      cities: cities.map((id) => ({ id, name: id, country: 'GB' })),
      alliances: [{ id: 'coast', name: 'The coast', cities }],
    },
    content: Object.fromEntries(cities.map((id) => [id, content(id)])),
    config: { recordsWithHits: 'public', signIn: issuer.signIn, metrics: { host: '127.0.0.1', port: 0 } },
  });
}, 60_000);

afterAll(async () => {
  await network.close();
  await issuer.close();
});

/** The answer, and what each city was asked for it, in this order. */
async function ask(document: string, variables: Record<string, unknown> = {}, token?: string, { url } = network.hub) {
  for (const id of cities) network.city(id).wire.requests.length = 0;
  const { data, errors, ...rest } = (await queryHub(url, document, variables, token)) as Answer;
  expect(errors).toBeUndefined();
  return { data, rest, asked: cities.map((id) => network.city(id).wire.requests.map(({ query }) => kindOf(query))) };
}

function kindOf(query: string): string {
  return query.includes('Hits(') ? 'hits' : query.includes('needs(') ? 'needs' : 'records';
}

const once = cities.map(() => ['hits']);

test('four cities are asked once each for a page and its records', async () => {
  const { data, asked } = await ask('{ experts(text: "housing plan", first: 8) { nodes { name } } }');
  expect(data.experts.nodes).toHaveLength(8);
  expect(data.experts.nodes[2]).toEqual({ name: 'Corwen unit 1' });
  expect(asked).toEqual(once);
});

test('why and where a record was found comes along, and so does each of several searches', async () => {
  const { data, asked } = await ask(`{
    experts(text: "housing plan") {
      edges { score why { match role topic { label } } node { name role source city { name } contact { phone } } }
      coverage { asked answered complete }
    }
    programmes(text: "housing plan", first: 2) {
      nodes {
        text(lang: "en") { title }
        city { name }
        costs { amount currency period scope }
        lessons { kind text }
        contact { post phone email }
        offers { kind capacity availability }
        adaptedBy { nodes { title city { name } } }
      }
    }
  }`);
  expect(data.experts.edges[1]).toMatchObject({
    why: [{ match: 'EXACT', role: 'LED', topic: { label: 'Our housing plans' } }],
    node: { name: 'Birkdale unit 1', city: { name: 'birkdale' } },
  });
  expect(data.programmes.nodes).toMatchObject([{ city: { name: 'ashford' } }, { city: { name: 'birkdale' } }]);
  expect(asked).toEqual(once);
});

test('aliases, fragments, variables and conditions are asked as they stand', async () => {
  const { data, asked } = await ask(
    `query ($lang: String, $withKind: Boolean!, $first: Int) {
      found: experts(text: "housing plan", first: $first) {
        list: nodes { ...Person }
        edges { person: node { ...Person called: name } why { about: topic { label(lang: $lang) } } }
      }
      green: experts(concepts: ["concept:parks"], first: 1) { nodes { ...Person } }
    }
    fragment Person on Staff {
      title: name
      kind @include(if: $withKind)
      languages @skip(if: $withKind)
      ... on Node { id }
      experiences { of: topic { label(lang: $lang) } }
    }`,
    { lang: 'en', withKind: true, first: 2 },
  );
  const first = {
    title: 'Ashford unit 1',
    kind: 'UNIT',
    id: 'ashford:staff:unit-1',
    experiences: [{ of: { label: 'Our housing plans' } }],
  };
  expect(data.found.list[0]).toEqual(first);
  expect(data.found.edges[0]).toEqual({
    person: { ...first, called: 'Ashford unit 1' },
    why: [{ about: { label: 'Our housing plans' } }],
  });
  expect(data.green.nodes).toMatchObject([{ experiences: [{ of: { label: 'Our parks' } }] }]);
  expect(asked).toEqual(once);
});

test('searches below concepts, alliances and needs bring their records, too', async () => {
  const { data, asked } = await ask(`{
    concept(id: "concept:housing-plan") { experts { nodes { name } } programmes { nodes { title } } }
    alliances { experts(text: "housing plan") { nodes { name } } }
  }`);
  expect(data.concept.experts.nodes).toHaveLength(20);
  expect(data.concept.programmes.nodes[3]).toEqual({ title: 'Homes of dunmore' });
  expect(data.alliances[0].experts.nodes).toHaveLength(20);
  expect(asked).toEqual(once);

  const matches = await ask(`{
    matches(city: "ashford") {
      nodes { need { title } experts { nodes { name } } programmes { nodes { title } } offers { nodes { title } } }
    }
  }`);
  const [match] = matches.data.matches.nodes;
  expect(match.need).toEqual({ title: 'Advice on plans' });
  expect(match.experts.nodes[0]).toEqual({ name: 'Birkdale unit 1' });
  expect(match.offers.nodes[1]).toEqual({ title: 'A tour of corwen' });
  expect(matches.asked).toEqual([['needs', 'records'], ['hits'], ['hits'], ['hits']]);
});

test('what the page lacks is fetched of that city alone whose hits stand before all others', async () => {
  const { data, asked } = await ask('{ experts(text: "parks", first: 10) { nodes { name } } }');
  expect(data.experts.nodes.map(({ name }: { name: string }) => name).sort()).toEqual(
    [1, 10, 2, 3, 4, 5, 6, 7, 8, 9].map((i) => `Green ${i} of ashford`),
  );
  expect(asked).toEqual([['hits', 'records'], ['hits'], ['hits'], ['hits']]);
  const [, fetched] = network.city('ashford').wire.requests;
  expect(fetched!.variables['representations']).toHaveLength(4);

  const figures = await (await fetch(network.hub.metricsUrl!)).text();
  const figure = (name: string) =>
    Number(
      figures
        .split('\n')
        .find((line) => line.startsWith(name))
        ?.split(' ')[1],
    );
  expect(figure('hanse_hub_records_with_hits_total{use="lacking"}')).toBe(4);
  expect(figure('hanse_hub_records_with_hits_total{use="shown"}')).toBeGreaterThan(100);
  expect(figure('hanse_hub_records_with_hits_total{use="unseen"}')).toBeGreaterThan(18);
  const bytesOfEach =
    figure('hanse_hub_records_with_hits_unseen_bytes_total') /
    figure('hanse_hub_records_with_hits_total{use="unseen"}');
  expect(bytesOfEach).toBeGreaterThan('{"name":"Green 1 of ashford"}'.length);
  expect(bytesOfEach).toBeLessThan(500);
  expect(figure('hanse_hub_search_rounds_total{rounds="2"}')).toBe(1);
});

test('what members alone may see is fetched, and comes along where the operator wants that', async () => {
  const document = '{ experts(text: "youth work") { nodes { name } } }';
  const token = await issuer.createToken('voorbeeldstad');
  const { data, asked } = await ask(document, {}, token);
  expect(data.experts.nodes[3]).toEqual({ name: 'Desk of dunmore' });
  expect(asked).toEqual(cities.map(() => ['hits', 'records']));

  const hub = await createHub({ ...network.hubConfig, recordsWithHits: 'all' }, pino({ level: 'silent' }));
  try {
    await hub.ready;
    expect(await ask(document, {}, token, hub)).toMatchObject({ data, asked: once });
    expect((await ask(document, {}, undefined, hub)).data.experts.nodes).toEqual([]);
  } finally {
    await hub.close();
  }
});

test('a list goes on behind a cursor of its city, and other cities are not shown it', async () => {
  const document = `query ($after: String) {
    concept(id: "concept:parks") { experts(first: 1) { edges { why { topic { staff(first: 6, after: $after) { nodes { name } pageInfo { endCursor } } } } } } }
  }`;
  const staffIn = ({ data }: Awaited<ReturnType<typeof ask>>) => data.concept.experts.edges[0].why[0].topic.staff;
  const first = await ask(document);
  expect(first.asked).toEqual(once);
  const second = await ask(document, { after: staffIn(first).pageInfo.endCursor });
  expect(staffIn(second).nodes).toHaveLength(4);
  expect(second.asked).toEqual(once);
  for (const id of cities.slice(1)) expect(network.city(id).wire.requests[0]!.body).not.toContain('topicRecord');
});

test('a city that serves contract 1.0 gets a second request, and nobody else does', async () => {
  const sdl = readFileSync(join(__dirname, '../../../schema/city-1.0.graphql'), 'utf8');
  const { wire } = network.city('dunmore');
  const goesBack = (otherwise: Treatment) => {
    wire.treat = ({ query }) => (query.includes('_service') ? { data: { _service: { sdl } } } : otherwise);
  };
  goesBack({ data: 'which it does not understand any more' });
  await network.query('{ experts(text: "housing plan") { nodes { name } } }');
  await network.hub.refresh();
  goesBack('FORWARD');
  const { data, rest, asked } = await ask(
    '{ experts(text: "housing plan", first: 8) { nodes { name } edges { why { topic { label } } } } }',
  );
  expect(data.experts.nodes[3]).toEqual({ name: 'Dunmore unit 1' });
  expect(asked).toEqual([['hits'], ['hits'], ['hits'], ['hits', 'records', 'records']]);
  expect(rest).toEqual({});
});

test('a city brings no more records for many searches at once than for one', async () => {
  const searches = Array.from(
    { length: 60 },
    (_, at) => `e${at}: experts(text: "housing plan", first: ${40 + at}) { nodes { name } }`,
  );
  const { data } = await ask(`{ ${searches.join(' ')} }`);
  for (const { nodes } of Object.values<{ nodes: { name: string }[] }>(data)) expect(nodes).toHaveLength(20);
  const brought = network
    .city('ashford')
    .wire.requests.flatMap(({ variables }) => Object.entries(variables))
    .flatMap(([name, value]) => (name.startsWith('among') ? [Number(value)] : []));
  // Of each record its name, and which one it is.
  const values = brought.reduce((sum, among) => sum + 2 * among, 0);
  expect(values).toBeGreaterThan(0);
  expect(values).toBeLessThanOrEqual(2_000);
});
