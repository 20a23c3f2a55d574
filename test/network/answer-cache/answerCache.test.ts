import { setTimeout as sleep } from 'node:timers/promises';
import { startDemoIssuer } from '../../../gateway/demo/startDemoIssuer';
import type { DemoIssuer } from '../../../gateway/demo/startDemoIssuer';
import { Sessions } from '../../../gateway/front/sign-in/Sessions';
import { inventedCity } from '../inventedCity';
import { startNetwork } from '../startNetwork';
import type { Answer, TestNetwork } from '../startNetwork';

const vocabulary = `
  @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
  @prefix concept: <https://hanse.example/concept/> .
  concept:housing-plan a skos:Concept ; skos:prefLabel "Housing plan"@en .
`;
const CITIES = ['ashford', 'birkdale'];

let issuer: DemoIssuer;
let network: TestNetwork;

/** Seconds that have passed for the cache beyond those that have. */
let passed = 0;
const now = performance.now.bind(performance);
jest.spyOn(performance, 'now').mockImplementation(() => now() + passed * 1_000);

beforeAll(async () => {
  issuer = await startDemoIssuer();
  network = await startNetwork({
    vocabulary,
    network: { cities: CITIES.map((id) => ({ id, name: id, country: 'GB' })) },
    content: Object.fromEntries(CITIES.map((id) => [id, inventedCity(id, 2)])),
    config: { cacheSeconds: 45, signIn: issuer.signIn },
  });
}, 60_000);

afterAll(async () => {
  jest.restoreAllMocks();
  await network.close();
  await issuer.close();
});

/** The cache looks at the clock once a millisecond at most, and a request may be quicker. */
async function letPass(seconds: number): Promise<void> {
  passed += seconds;
  await sleep(2);
}

/** Whether an answer was given before, which its header `Age` tells. */
async function isOld(query: string): Promise<boolean> {
  const response = await fetch(`${network.hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as Answer;
  expect(errors).toBeUndefined();
  expect(data).toBeTruthy();
  return response.headers.has('age');
}

/** How often the cities were asked while a query was answered. */
async function callsFor(query: string, token?: string): Promise<{ readonly calls: number; readonly total: number }> {
  for (const id of CITIES) network.city(id).wire.requests.length = 0;
  const { data } = await network.query(query, {}, token);
  const calls = CITIES.reduce((sum, id) => sum + network.city(id).wire.requests.length, 0);
  return { calls, total: data.experts.totalCount };
}

const query = (first: number): string =>
  `{ experts(text: "housing plan", first: ${first}) { totalCount nodes { name } } }`;

test('an anonymous viewer is given the same answer for a while, and the cities are not asked again', async () => {
  const { calls, total } = await callsFor(query(3));
  expect(calls).toBeGreaterThan(0);
  expect(await callsFor(query(3))).toEqual({ calls: 0, total });
  expect((await callsFor(query(2))).calls).toBeGreaterThan(0);
});

test('HUB-414 a page of a member is made anew each time, and nobody is given what it has', async () => {
  const { session } = issuer.signIn;
  if (session === undefined) throw new Error('Nobody can sign in on the pages of the demo.');
  const member = { anonymous: false, organisation: 'Stadt A', subject: 'p', city: null, roles: [] } as const;
  const [cookie = ''] = new Sessions(session).begin(member)?.split(';') ?? [];
  const callsOfPage = async (headers: Record<string, string>): Promise<number> => {
    for (const id of CITIES) network.city(id).wire.requests.length = 0;
    const response = await fetch(`${network.hub.url}/?text=housing+plan&lang=en`, { headers });
    const text = await response.text();
    expect(text.includes('Signed in for Stadt A')).toBe(headers['cookie'] !== undefined);
    return CITIES.reduce((sum, id) => sum + network.city(id).wire.requests.length, 0);
  };
  for (const headers of [{ cookie }, { cookie }]) expect(await callsOfPage(headers)).toBeGreaterThan(0);
  expect(await callsOfPage({})).toBeGreaterThan(0);
  expect(await callsOfPage({})).toBe(0);
  expect(await callsOfPage({ cookie })).toBeGreaterThan(0);
});

test('a member is answered anew each time, and nobody is given what a member was', async () => {
  const token = await issuer.createToken('voorbeeldstad');
  for (const asking of [token, token, undefined]) expect((await callsFor(query(4), asking)).calls).toBeGreaterThan(0);
});

test.each([
  [
    'a search',
    15,
    '{ experts(text: "housing plan") { nodes { name } facets { cities { count } } coverage { complete } } }',
  ],
  [
    'the records of a city',
    15,
    '{ city(id: "ashford") { staff { nodes { name experiences { role } contact { email } } } } }',
  ],
  ['a record', 15, '{ node(id: "ashford:staff:1") { id ... on Staff { name } } }'],
  ['the network', 30, '{ cities { nodes { name } pageInfo { hasNextPage } } }'],
  ['several things, the smallest', 30, '{ concepts { label } alliances { name } }'],
  ['the vocabulary, the most that the hub is told', 45, '{ concepts { label broader { label } } }'],
])('an answer keeps for the age of %s: %i seconds, and no longer', async (_what, age, query) => {
  expect(await isOld(query)).toBe(false);
  await letPass(age - 2);
  expect(await isOld(query)).toBe(true);
  await letPass(3);
  expect(await isOld(query)).toBe(false);
});

test.each([
  ['how the hub stands with a city', '{ cities { nodes { name status } } }'],
  ['why it is so', '{ concepts { label } city(id: "ashford") { statusReason } }'],
  ['counts, which may lack a city', '{ landscape(concepts: ["concept:housing-plan"]) { totalCount } }'],
  ['the cities that count something', '{ concept(id: "concept:housing-plan") { label cities { totalCount } } }'],
  ['the schema', '{ __schema { types { name } } }'],
])('an answer with %s is not given again', async (_what, query) => {
  for (let time = 0; time < 2; time++) expect(await isOld(query)).toBe(false);
});

test('how long answers keep is not shown to clients', async () => {
  const { data } = await network.query('{ __schema { directives { name } types { name } } }');
  expect(JSON.stringify(data)).not.toMatch(/cacheControl/i);
});

test('an answer that rests on fewer cities than could match is not given again', async () => {
  await network.city('birkdale').wire.close();
  expect((await callsFor(query(1))).total).toBe(2);
  expect((await callsFor(query(1))).calls).toBeGreaterThan(0);
});
