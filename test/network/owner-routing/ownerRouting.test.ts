import { housingVocabulary } from '../housingVocabulary';
import { inventedCity, lines } from '../inventedCity';
import { startNetwork } from '../startNetwork';
import type { TestNetwork } from '../startNetwork';
import { onConnection } from '../../postgres/onConnection';

const cities = ['ashford', 'birkdale', 'corwen', 'dunmore'];
let network: TestNetwork;

beforeAll(async () => {
  network = await startNetwork({
    vocabulary: housingVocabulary,
    network: {
      cities: [...cities, 'elmley'].map((id) => ({ id, name: id, country: 'GB' })),
    },
    // What is fetched, and not what comes with hits.
    config: { recordsWithHits: 'off' },
    content: {
      ...Object.fromEntries(cities.map((id) => [id, inventedCity(id, 5)])),
      ashford: {
        ...inventedCity('ashford', 5),
        'programmes.csv': lines(
          'key,title,good_practice,visibility',
          'plan,The plan of Ashford,false,PUBLIC',
          'second,A second plan of Ashford,false,PUBLIC',
          'third,A third plan of Ashford,false,PUBLIC',
        ),
        'exchanges.csv': lines(
          'key,kind,title,starts_on,participants_approximate,host,guests,topics,visibility',
          'visit,STUDY_VISIT,A visit to Ashford,2024,false,ashford,birkdale|corwen|elmley,plans,PUBLIC',
          'there,STUDY_VISIT,A visit to Birkdale,2024,false,birkdale,ashford,,PUBLIC',
          'again,STUDY_VISIT,Another visit to Birkdale,2024,false,birkdale,ashford,,PUBLIC',
          'listed,STUDY_VISIT,A visit to Elmley,2024,false,elmley,ashford,,PUBLIC',
        ),
      },
      birkdale: {
        ...inventedCity('birkdale', 5),
        'programmes.csv': lines('key,title,good_practice,visibility', 'plan,The plan of Birkdale,false,PUBLIC'),
      },
    },
  });
  await adapt('ashford', 'plan', 'birkdale:programme:plan');
  await adapt('ashford', 'second', 'ashford:programme:plan');
  await adapt('ashford', 'third', 'birkdale:programme:none');
  await adapt('birkdale', 'plan', 'elmley:programme:plan');
}, 60_000);

async function adapt(cityId: string, key: string, from: string): Promise<void> {
  await change(cityId, 'UPDATE programme SET adapted_from = $2 WHERE key = $1', [key, from]);
}

async function change(cityId: string, statement: string, values: readonly string[]): Promise<void> {
  await onConnection(network.city(cityId).databaseUrl, (client) => client.query(statement, [...values]));
}

afterAll(() => network.close());

beforeEach(() => {
  for (const id of cities) network.city(id).wire.requests.length = 0;
});

test('twenty experts of four cities cost exactly one request for details to each owner', async () => {
  const { data, errors } = await network.query(
    `{ experts(text: "housing plan", first: 20) { nodes { id name experiences { role topic { label } } } } }`,
  );
  expect(errors).toBeUndefined();
  expect(data.experts.nodes).toHaveLength(20);
  for (const id of cities) {
    const details = network.city(id).wire.requests.filter((request) => request.query.includes('_entities'));
    expect(details).toHaveLength(1);
    expect(details[0]!.variables.representations).toHaveLength(5);
    expect(JSON.stringify(details[0]!.variables.representations)).not.toMatch(
      new RegExp(cities.filter((other) => other !== id).join('|')),
    );
  }
});

test('answers of several owners come back in the order of the page', async () => {
  const { data } = await network.query(
    `{ experts(text: "housing plan", first: 20) { edges { score node { id name } } } }`,
  );
  const ids: string[] = data.experts.edges.map((edge: { node: { id: string } }) => edge.node.id);
  for (const { node } of data.experts.edges) {
    const [owner, , key] = node.id.split(':');
    expect(node.name.toLowerCase()).toBe(`${owner} ${key.replace('-', ' ')}`);
  }
  const scores: number[] = data.experts.edges.map((edge: { score: number }) => edge.score);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  // Units of equal number have equal scores, so the page goes from city to city.
  expect(ids.slice(0, 4).map((id) => id.split(':')[0])).toEqual(cities);
});

test('host and guests of an exchange each show their own staff, read from their own server', async () => {
  const { data, errors } = await network.query(`{
    exchanges(text: "housing plan") {
      nodes { title host { id staff { nodes { name } } } guests { id name staff { nodes { name } } } }
    }
  }`);
  expect(errors).toBeUndefined();
  const [visit] = data.exchanges.nodes;
  expect(visit.host.staff.nodes).toHaveLength(5);
  for (const { name } of visit.host.staff.nodes) expect(name).toMatch(/^Ashford/);
  expect(visit.guests.map((guest: { id: string }) => guest.id)).toEqual(['birkdale', 'corwen', 'elmley']);
  for (const guest of visit.guests.slice(0, 2)) {
    for (const { name } of guest.staff.nodes) expect(name.toLowerCase()).toMatch(new RegExp(`^${guest.id}`));
  }
  // Listed without a server: in the directory, with nothing to show.
  expect(visit.guests[2]).toEqual({ id: 'elmley', name: 'elmley', staff: null });

  for (const id of ['birkdale', 'corwen']) {
    const asked = network.city(id).wire.requests.filter((request) => request.query.includes('staff'));
    expect(asked.map((request) => request.variables.representations)).toEqual([[{ __typename: 'City', id }]]);
  }
});

test('a programme leads to that of another city, in the words of its owner, read from its own server', async () => {
  const { data, errors } = await network.query(`{
    ofBirkdale: node(id: "ashford:programme:plan") { ...Origin }
    ofItself: node(id: "ashford:programme:second") { ...Origin }
    ofNobody: node(id: "ashford:programme:third") { ...Origin }
    ofElmley: node(id: "birkdale:programme:plan") { ...Origin }
  }
  fragment Origin on Programme { title adaptedFrom { id title city { name } } }`);
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    ofBirkdale: {
      title: 'The plan of Ashford',
      adaptedFrom: { id: 'birkdale:programme:plan', title: 'The plan of Birkdale', city: { name: 'birkdale' } },
    },
    ofItself: { title: 'A second plan of Ashford', adaptedFrom: null },
    // Birkdale does not know it.
    ofNobody: { title: 'A third plan of Ashford', adaptedFrom: null },
    // Listed without a server.
    ofElmley: { title: 'The plan of Birkdale', adaptedFrom: null },
  });
  const asked = network.city('birkdale').wire.requests.filter((request) => request.query.includes('title'));
  expect(asked.flatMap((request) => request.variables.representations)).toContainEqual({
    __typename: 'Programme',
    id: 'birkdale:programme:plan',
  });
});

test('what was made after a programme is asked of those alone who name it, and comes from its owners', async () => {
  await network.hub.refresh();
  for (const id of cities) network.city(id).wire.requests.length = 0;
  const { data, errors } = await network.query(`{
    nodes(ids: ["birkdale:programme:plan", "birkdale:programme:none", "ashford:programme:plan"]) {
      ... on Programme {
        id
        title
        adaptedBy { nodes { title city { id } } totalCount coverage { asked complete cities { city { id } hits } } }
      }
    }
  }`);
  expect(errors).toBeUndefined();
  const [plan, unknown, second] = data.nodes;
  expect(plan.adaptedBy).toEqual({
    nodes: [{ title: 'The plan of Ashford', city: { id: 'ashford' } }],
    totalCount: 1,
    coverage: { asked: 1, complete: true, cities: [{ city: { id: 'ashford' }, hits: 1 }] },
  });
  expect(unknown).toBeNull();
  // What it made after its own is its own affair.
  expect(second.adaptedBy).toMatchObject({ nodes: [], coverage: { asked: 0, complete: true } });
  const asked = cities.filter((id) =>
    network.city(id).wire.requests.some(({ query }) => query.includes('adaptations')),
  );
  expect(asked).toEqual(['ashford']);
});

test('a host is confirmed by itself: as the city that published the exchange, or by a list of its own', async () => {
  const ids = ['visit', 'there', 'again', 'listed'].map((key) => `ashford:exchange:${key}`);
  const ask = async () => {
    const { data, errors } = await network.query(
      `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Exchange { hostConfirmed host { id } } } }`,
      { ids },
    );
    expect(errors).toBeUndefined();
    return data.nodes.map(({ hostConfirmed }: { hostConfirmed: boolean | null }) => hostConfirmed);
  };
  expect(await ask()).toEqual([true, false, false, null]);
  await change('birkdale', 'INSERT INTO confirmation VALUES ($1)', ['ashford:exchange:there']);
  await network.hub.refresh();
  expect(await ask()).toEqual([true, true, false, null]);
});

test('pages of a search meet end to end and repeat nothing', async () => {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const { data } = await network.query(
      `query ($after: String) {
        experts(text: "housing plan", first: 7, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } totalCount }
      }`,
      { after },
    );
    expect(data.experts.totalCount).toBe(20);
    seen.push(...data.experts.nodes.map((node: { id: string }) => node.id));
    after = data.experts.pageInfo.hasNextPage ? data.experts.pageInfo.endCursor : null;
  } while (after !== null);
  expect(seen).toHaveLength(20);
  expect(new Set(seen).size).toBe(20);
});
