import { housingVocabulary } from '../network/housingVocabulary';
import { lines } from '../network/inventedCity';
import { startNetwork } from '../network/startNetwork';
import type { Answer, TestNetwork } from '../network/startNetwork';
import { MEMBERS_ONLY, NEVER_LEAVES } from './startGuardedCity';

// Attacks by clients of the hub, who all are anonymous. The ids go on from those in visibility.test.ts.

const marks = { PUBLIC: 'Open', NETWORK: MEMBERS_ONLY, INTERNAL: NEVER_LEAVES };
const each = (row: (mark: string, key: string, visibility: string) => string): string[] =>
  Object.entries(marks).map(([visibility, mark]) => row(mark, visibility.toLowerCase(), visibility));

let network: TestNetwork;
beforeAll(async () => {
  network = await startNetwork({
    vocabulary: housingVocabulary,
    network: { cities: ['ashford', 'birkdale'].map((id) => ({ id, name: id, country: 'GB' })) },
    content: {
      ashford: {
        'city.yaml': 'id: ashford\nname: Ashford\nlanguage: en\n',
        'topics.csv': lines(
          'key,label_en,exact_match',
          'plans,Our plans,concept:housing',
          'secret,More plans,concept:parks',
        ),
        'staff.csv': lines(
          'key,kind,name,role,languages,email,visibility',
          ...each(
            (mark, key, visibility) =>
              `${key},PERSON,Ada ${mark},${mark} role,en,${mark}@ashford.example,${visibility}`,
          ),
        ),
        'programmes.csv': lines(
          'key,title,summary,good_practice,topics,staff,visibility',
          ...each(
            (mark, key, visibility) =>
              `${key},Plan ${mark},${mark} plan,true,plans,public|network|internal,${visibility}`,
          ),
        ),
        'experiences.csv': lines(
          'key,staff,topic,programme,role,since,summary',
          ...each((mark, key) => `${key},${key},plans,${key},LED,2020,${mark} work`),
          ...each((_, key) => `public-${key},public,plans,${key},LED,2019,Open work`),
          'secret,internal,secret,,LED,2020,',
        ),
        'exchanges.csv': lines(
          'key,kind,title,participants_approximate,host,guests,topics,programmes,visibility',
          ...each(
            (mark, key, visibility) =>
              `${key},STUDY_VISIT,Visit ${mark},false,ashford,birkdale,plans,public|network|internal,${visibility}`,
          ),
        ),
        'needs.csv': lines(
          'key,title,topics,visibility',
          ...each((mark, key, visibility) => `${key},Need ${mark},plans,${visibility}`),
        ),
        'offers.csv': lines(
          'key,kind,title,topics,visibility',
          ...each((mark, key, visibility) => `${key},VISIT,Offer ${mark},plans,${visibility}`),
        ),
      },
    },
  });
}, 60_000);
afterAll(() => network.close());

const HIDDEN = new RegExp(`${MEMBERS_ONLY}|${NEVER_LEAVES}|:network"|:internal"`, 'i');

async function askSafely(query: string, variables?: Record<string, unknown>): Promise<Answer> {
  const answer = await network.query(query, variables);
  expect(JSON.stringify(answer.data)).not.toMatch(HIDDEN);
  return answer;
}

test('DIS-046 asks for a topic that only INTERNAL records have, by every way', async () => {
  const { data, errors } = await askSafely(`{
    node(id: "ashford:topic:secret") { id }
    nodes(ids: ["ashford:topic:secret", "ashford:topic:plans"]) { id }
    city(id: "ashford") { topics { nodes { id label } totalCount } }
    concept(id: "concept:parks") { cities { totalCount } }
  }`);
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    node: null,
    nodes: [null, { id: 'ashford:topic:plans' }],
    city: { topics: { nodes: [{ id: 'ashford:topic:plans', label: 'Our plans' }], totalCount: 1 } },
    concept: { cities: { totalCount: 0 } },
  });
});

test('VIS-041 reads all that the API has, through every edge', async () => {
  const { data, errors } = await askSafely(`
    fragment P on Programme { id title summary staff { id name experiences { summary programme { id title } } } topics { id } partners { name } }
    fragment S on Staff { id name role contact { email } experiences { summary programme { ...P } } programmes { ...P } }
    {
      experts(concepts: ["concept:housing"]) { totalCount nodes { ...S } coverage { cities { hits withheld } } }
      programmes(concepts: ["concept:housing"]) { totalCount nodes { ...P } coverage { cities { hits } } }
      exchanges(concepts: ["concept:housing"]) { totalCount nodes { id title programmes { ...P } } coverage { cities { hits } } }
      city(id: "ashford") {
        staff { totalCount nodes { ...S } } programmes { totalCount nodes { ...P } } exchanges { totalCount nodes { title } }
        needs { totalCount nodes { title } } offers { totalCount nodes { title } }
        topics(first: 5) { nodes { label staff(first: 5) { totalCount nodes { ...S } } programmes(first: 5) { totalCount nodes { ...P } } } }
      }
    }`);
  expect(errors).toBeUndefined();
  for (const search of ['experts', 'programmes', 'exchanges']) {
    expect([data[search].totalCount, data[search].coverage.cities[0].hits]).toEqual([1, 1]);
  }
  for (const list of ['staff', 'programmes', 'exchanges', 'needs', 'offers'])
    expect(data.city[list].totalCount).toBe(1);
});

test('VIS-042 guesses ids', async () => {
  const ids = ['staff', 'programme', 'exchange', 'need', 'offer'].flatMap((type) =>
    ['network', 'internal', 'unknown'].map((key) => `ashford:${type}:${key}`),
  );
  const { data, errors } = await network.query('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids });
  expect(errors).toBeUndefined();
  expect(data.nodes).toEqual(ids.map(() => null));
});

test('VIS-043 searches by a hidden name, and is not told that anything is withheld', async () => {
  for (const text of [MEMBERS_ONLY, NEVER_LEAVES, `Ada ${MEMBERS_ONLY}`, 'nobody at all']) {
    const { data, errors } = await network.query(
      'query ($text: String!) { experts(text: $text) { totalCount nodes { id } coverage { complete cities { status hits withheld } } } }',
      { text },
    );
    expect(errors).toBeUndefined();
    expect(data.experts).toEqual({
      totalCount: 0,
      nodes: [],
      coverage: { complete: true, cities: [{ status: 'ANSWERED', hits: 0, withheld: null }] },
    });
  }
});

test('VIS-044 asks for a concept that INTERNAL records alone are about', async () => {
  const { data } = await network.query(
    '{ experts(concepts: ["concept:parks"]) { totalCount coverage { asked cities { withheld hits } } } }',
  );
  expect(data.experts).toEqual({ totalCount: 0, coverage: { asked: 0, cities: [] } });
});

test('VIS-045 brings a token to the hub, which makes its own', async () => {
  const { requests } = network.city('ashford').wire;
  const stolen = requests.at(-1)?.headers.authorization ?? '';
  const before = requests.length;
  const response = await fetch(`${network.hub.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: 'Bearer forged',
      'x-viewer': '{"anonymous":false,"organisation":"x","subject":"y"}',
    },
    body: JSON.stringify({ query: '{ city(id: "ashford") { staff { nodes { name } } } }' }),
  });
  expect(await response.text()).not.toMatch(HIDDEN);
  const sent = requests.slice(before);
  expect(sent).not.toEqual([]);
  for (const { headers } of sent) {
    expect(headers).not.toHaveProperty('x-viewer');
    const [, payload = ''] = (headers.authorization ?? '').split('.');
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
      aud: 'ashford',
      viewer: { anonymous: true },
    });
  }
  expect(stolen).toMatch(/^Bearer /);
});
