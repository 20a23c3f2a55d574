import { startDemoIssuer } from '../../../gateway/demo/issuer/startDemoIssuer';
import type { DemoIssuer } from '../../../gateway/demo/issuer/startDemoIssuer';
import { inventedCity } from '../inventedCity';
import { startNetwork } from '../startNetwork';
import type { TestNetwork } from '../startNetwork';

const vocabulary = `
  @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
  @prefix concept: <https://hanse.example/concept/> .
  concept:housing-plan a skos:Concept ; skos:prefLabel "Housing plan"@en .
`;
const CITIES = ['ashford', 'birkdale'];

let issuer: DemoIssuer;
let network: TestNetwork;

beforeAll(async () => {
  issuer = await startDemoIssuer();
  network = await startNetwork({
    vocabulary,
    network: { cities: CITIES.map((id) => ({ id, name: id, country: 'GB' })) },
    content: Object.fromEntries(CITIES.map((id) => [id, inventedCity(id, 2)])),
    config: { cacheSeconds: 30, signIn: issuer.signIn, timeoutMs: 10_000 },
  });
}, 60_000);

afterAll(async () => {
  await network.close();
  await issuer.close();
});

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

test('a member is answered anew each time, and nobody is given what a member was', async () => {
  const token = await issuer.createToken('voorbeeldstad');
  for (const asking of [token, token, undefined]) expect((await callsFor(query(4), asking)).calls).toBeGreaterThan(0);
});

test('an answer that rests on fewer cities than could match is not given again', async () => {
  await network.city('birkdale').wire.close();
  expect((await callsFor(query(1))).total).toBe(2);
  expect((await callsFor(query(1))).calls).toBeGreaterThan(0);
});
