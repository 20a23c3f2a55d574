import type { FastifyInstance } from 'fastify';
import type { QueryResult } from '../Query';
import { english } from '../language/english';
import type { Coverage } from '../search/SearchAnswer';
import { createFakeQuery, createPage, fullCoverage } from '../test/createFakeQuery';
import type { FakeQuery } from '../test/createFakeQuery';
import { serveWeb } from '../test/serveWeb';

let server: FastifyInstance;
let fake: FakeQuery;

beforeEach(async () => {
  fake = createFakeQuery();
  server = await serveWeb(fake);
});
afterEach(() => server.close());

function get(url: string, ...answers: QueryResult[]) {
  for (const [at, answer] of answers.entries()) fake.answerCall(at, () => answer);
  return server.inject({ method: 'GET', url, headers: { 'accept-language': 'en' } });
}

const listed = (id: string, values: object = {}) => ({
  ...{ id, name: id.charAt(0).toUpperCase() + id.slice(1), country: 'DE', status: 'ADMITTED' },
  location: { latitude: 50.88, longitude: 12.08 },
  ...values,
});
const velbert = { location: { latitude: 51.34, longitude: 7.04 } };

const citiesOf = (nodes: object[], endCursor: string | null = null, totalCount = nodes.length) => ({
  ...{ nodes, totalCount },
  pageInfo: { hasNextPage: endCursor !== null, endCursor },
});

/** The rows of the tables beside the map as text, without the head. */
function rowsIn(body: string): string[] {
  const atlas = body.slice(body.indexOf('<div class="atlas">'));
  return [...atlas.matchAll(/<tr><th scope="row">(.*?)<\/tr>/g)].map(([, row = '']) =>
    row.replace(/<\/t[hd]>/g, '|').replace(/<[^>]*>/g, ''),
  );
}

test('without a question each city is a circle and a row that lead to it, and those without a place are rows alone', async () => {
  const nodes = [
    listed('gera'),
    listed('velbert', { ...velbert, status: 'LISTED' }),
    listed('atlantis', { country: 'NL', location: null }),
  ];
  const { statusCode, headers, body } = await get('/map?lang=en', { data: { cities: citiesOf(nodes) } });
  expect(statusCode).toBe(200);
  expect(headers['x-robots-tag']).toBeUndefined();
  expect(fake.asked).toHaveLength(1);
  expect(body.match(/<circle/g)).toHaveLength(2);
  expect(body).toContain('<a href="/city/velbert?lang=en" class="absent" aria-label="Velbert: no server yet">');
  expect(rowsIn(body)).toEqual([
    'Gera|Germany|connected|',
    'Velbert|Germany|no server yet|',
    'Atlantis|Netherlands|connected|',
  ]);
  expect(body).toContain('Not on the map, since it is not known where they lie');
  // The policy forbids both.
  expect(body).not.toMatch(/ style=|<style/);
});

test('a question sizes the circles in one operation, and says which city did not answer', async () => {
  const city = (id: string) => ({ id, name: id, country: 'DE' });
  const coverage: Coverage = {
    ...{ asked: 3, answered: 2, notAsked: 0, withheld: 0, complete: false },
    cities: [
      { status: 'ANSWERED', hits: 16, withheld: false, city: city('gera') },
      { status: 'ANSWERED', hits: 4, withheld: false, city: city('jena') },
      { status: 'TIMED_OUT', hits: null, withheld: null, city: city('velbert') },
    ],
  };
  const nodes = [listed('velbert', velbert), listed('jena'), listed('gera'), listed('suhl')];
  const { statusCode, headers, body } = await get('/map?text=housing&kind=programmes&country=DE', {
    data: { cities: citiesOf(nodes), programmes: { ...createPage([], coverage), totalCount: 20 } },
  });
  expect(statusCode).toBe(200);
  expect(headers['x-robots-tag']).toBe('noindex');
  expect(fake.asked).toHaveLength(1);
  expect(fake.asked[0]!.query).toMatch(/first: 1\)/);
  expect(fake.asked[0]!.variables).toEqual({ text: 'housing', filter: { countries: ['DE'] }, lang: 'en' });
  expect(rowsIn(body)).toEqual([
    'Gera|Germany|16|answered|',
    'Jena|Germany|4|answered|',
    'Velbert|Germany|–|did not answer in time|',
    'Suhl|Germany|–|has nothing on it|',
  ]);
  expect(body).toContain('At least 20 programmes found');
  expect(body).toContain('href="/search?kind=programmes&amp;text=housing&amp;city=gera&amp;country=DE"');
  const radii = [...body.matchAll(/class="(\w+)" aria-label="(\w+): [^>]*><circle cx="\d+" cy="\d+" r="(\d+)"/g)];
  expect(radii.map(([, state, name, r]) => [name, state, Number(r)])).toEqual([
    ['Gera', 'answered', 34],
    ['Jena', 'answered', 17],
    ['Velbert', 'silent', 9],
    ['Suhl', 'unasked', 6],
  ]);
});

test.each(['city=gera', 'notCity=suhl', 'notCountry=NL', 'alliance=alliance:x', 'near=gera:50'])(
  'HUB-635 of a city that the conditions may leave out it is not said that it has nothing: %s',
  async (condition) => {
    const nodes = [listed('gera'), listed('suhl', { country: 'NL' })];
    const { body } = await get(`/map?text=housing&${condition}`, {
      data: { cities: citiesOf(nodes), experts: createPage([], fullCoverage) },
    });
    expect(rowsIn(body)).toEqual(['Gera|Germany|1|answered|', 'Suhl|Netherlands|–|not asked|']);
  },
);

test('of many cities further pages are asked for, and no question is asked twice', async () => {
  const pages = [citiesOf([listed('gera')], 'one', 2), citiesOf([listed('jena')], null, 2)];
  const page = createPage([], fullCoverage);
  const { body } = await get(
    '/map?text=housing',
    { data: { cities: pages[0], experts: page } },
    { data: { cities: pages[1] } },
  );
  expect(fake.asked.map(({ variables }) => variables['citiesAfter'])).toEqual([undefined, 'one']);
  expect(fake.asked[1]!.query).not.toContain('experts');
  expect(body.match(/<circle/g)).toHaveLength(2);
});

test('a question that cannot be answered leaves the map, and says why', async () => {
  const cities = citiesOf([listed('gera')]);
  const errors = [{ message: 'No city "atlantis".', extensions: { code: 'BAD_USER_INPUT' } }];
  const refused = await get('/map?text=x&city=atlantis', { data: { cities, experts: null }, errors });
  expect(refused.statusCode).toBe(400);
  expect(refused.body).toContain('No city &quot;atlantis&quot;.');
  expect(refused.body).toContain('<circle');
  const malformed = await get('/map?kind=mayors&text=x');
  expect(malformed.statusCode).toBe(400);
  expect(malformed.body).toContain('value="x"');
});

test('HUB-582 a question that is refused together with the map says why', async () => {
  const errors = [{ message: 'dear', extensions: { code: 'TOO_COSTLY' } }];
  const { statusCode, body } = await get('/map?text=x', { data: null, errors });
  expect([statusCode, body]).toEqual([400, expect.stringContaining(english.tooCostly)]);
});

test('without an answer the page says so', async () => {
  fake.answerCall(0, () => Promise.reject(new Error('no hub')));
  const { statusCode, body } = await get('/map');
  expect(statusCode).toBe(503);
  expect(body).not.toContain('<svg');
});
