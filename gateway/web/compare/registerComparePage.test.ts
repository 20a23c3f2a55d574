import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { buildSchema, parse, validate } from 'graphql';
import type { QueryResult } from '../Query';
import { createFakeQuery } from '../test/createFakeQuery';
import type { FakeQuery } from '../test/createFakeQuery';
import { serveWeb } from '../test/serveWeb';
import type { ComparedCity, SubjectCount } from './Comparison';

let server: FastifyInstance;
let fake: FakeQuery;

beforeEach(async () => {
  fake = createFakeQuery();
  server = await serveWeb(fake);
});
afterEach(() => server.close());

function get(url: string, ...answers: readonly QueryResult[]) {
  for (const [at, answer] of answers.entries()) fake.answerCall(fake.asked.length + at, () => answer);
  return server.inject({ method: 'GET', url, headers: { 'accept-language': 'en' } });
}

const count = (totalCount: number) => ({ totalCount });
const topicsOn = (...ids: readonly string[]) => ({
  totalCount: ids.length,
  nodes: ids.map((id) => ({ mappings: [{ concept: { id } }] })),
});

const gera: ComparedCity = {
  ...{ id: 'gera', name: 'Gera', country: 'DE', population: 93_634, connected: true, status: 'ADMITTED' },
  ...{ languages: ['de'], alliances: [{ id: 'alliance:x', name: 'The coast' }] },
  ...{ staff: count(4), programmes: count(2), exchanges: count(0), offers: count(0), needs: count(1) },
  topics: topicsOn('concept:parks', 'concept:housing'),
};
const delft: ComparedCity = {
  ...{ ...gera, id: 'delft', name: 'Delft', country: 'NL', population: null, languages: [], alliances: [] },
  ...{ staff: count(1_200), programmes: count(8), topics: topicsOn('concept:housing') },
};

const choices = {
  totalCount: 3,
  nodes: [
    { id: 'gera', name: 'Gera' },
    { id: 'delft', name: 'Delft' },
    { id: 'jena', name: 'Jena' },
  ],
};
const similar = {
  notCounted: 0,
  edges: [
    {
      score: 540,
      node: { id: 'jena', name: 'Jena', connected: true },
      why: [
        {
          ...{ kind: 'WORK', score: 540, sharedConcepts: 3, alliances: [] },
          concepts: [{ id: 'concept:housing', label: 'housing' }],
        },
        { kind: 'COUNTRY', score: 100, sharedConcepts: null, alliances: [], concepts: [] },
      ],
    },
    { score: 0, node: { id: 'erfurt', name: 'Erfurt', connected: false }, why: [] },
  ],
};

function counts(city: string, concept: string, values: Partial<SubjectCount>): SubjectCount {
  return {
    ...{ concept: { id: `concept:${concept}`, label: concept }, city: { id: city }, staff: 0, fewerThan: null },
    ...{ programmes: 0, exchanges: 0, offers: 0, needs: null, atMost: null, ...values },
  };
}
const landscapeOf = (...nodes: readonly SubjectCount[]) => ({
  data: { landscape: { counted: 2, notCounted: 0, summariesAsOf: '2026-11-03T10:00:00.000Z', nodes } },
});
const two = { data: { choices, similar, city0: gera, city1: delft } };

test('two cities stand beside each other: figures, subjects with bars, and cities like the first one', async () => {
  const { statusCode, body, headers } = await get(
    '/compare?city=gera&city=delft&lang=en',
    two,
    landscapeOf(
      counts('gera', 'parks', {
        programmes: 3,
        atMost: { staff: 0, programmes: 5, exchanges: 0, offers: 0, needs: null },
      }),
      counts('gera', 'housing', { staff: null, fewerThan: 3, programmes: 1 }),
      counts('delft', 'housing', { staff: 7, offers: 1 }),
    ),
  );
  expect(statusCode).toBe(200);
  expect(body).toContain('<title>Gera and Delft compared – Compare cities – Hanse</title>');
  expect(body).toMatch(/Country<\/th><td.*?<div>Germany<\/div><\/td><td.*?<div>Netherlands<\/div><\/td>/);
  expect(body).toMatch(/Inhabitants<\/th><td.*?<div>93,634<\/div><\/td><td.*?<div>–<\/div><\/td>/);
  expect(body).toContain('<a href="/search?kind=programmes&amp;text=Delft&amp;lang=en">8</a>');
  expect(body).toContain('>1,200</a>');

  expect(body).toContain('1 of 2 subjects are common to all. Narrower subjects are included. “3+” means at least 3');
  expect(body).toContain('>Programmes: 3+</a>');
  // What both have comes first, though there is less of it.
  expect(body.indexOf('href="/topic/housing?lang=en"')).toBeLessThan(body.indexOf('href="/topic/parks?lang=en"'));
  expect(body).toContain(
    '<a href="/search?kind=experts&amp;text=housing&amp;city=gera&amp;lang=en">People and offices: &lt; 3</a>',
  );
  // Eight records of eight, and two, of which one is of a number too small to be told.
  expect(body).toContain('<rect class="length" width="400" height="8"></rect>');
  expect(body).toContain('<rect class="length" width="100" height="8"></rect>');
  expect(body).toContain('<span class="unknown">nothing</span>');

  expect(body).toContain('work: housing and 2 more; country');
  expect(body).toContain('<a href="/compare?city=gera&amp;city=delft&amp;city=jena&amp;lang=en">Add Jena</a>');
  expect(body).toContain('<a href="/compare?city=delft&amp;lang=en" aria-label="Compare without Gera">Gera</a>');
  expect(body).toContain('the oldest of 3 November 2026');
  expect(body).toContain('<a href="/compare?city=gera&amp;city=delft&amp;lang=nl" lang="nl"');
  expect(body).not.toContain('style=');
  expect(headers['x-robots-tag']).toBeUndefined();
});

test('what it asks is in the API: the subjects of any of the cities, counted in one question', async () => {
  await get('/compare?city=gera,delft&city=gera', two, landscapeOf());
  const api = buildSchema(readFileSync(join(__dirname, '../../../schema/api.graphql'), 'utf8'));
  for (const { query } of fake.asked) expect(validate(api, parse(query))).toEqual([]);
  expect(fake.asked.map(({ variables }) => variables)).toEqual([
    { city0: 'gera', city1: 'delft', lang: 'en' },
    { concepts: ['concept:housing', 'concept:parks'], cities: ['gera', 'delft'], first: 4, lang: 'en' },
  ]);
  await get('/compare', { data: { choices } });
  expect(validate(api, parse(fake.asked[2]!.query))).toEqual([]);
});

test('without a city two are chosen, with one another, from those that are like it or from all', async () => {
  const blank = await get('/compare', { data: { choices } });
  expect(blank.statusCode).toBe(200);
  expect(blank.body).toContain('<h1>Compare cities</h1>');
  expect(blank.body.match(/<select /g)).toHaveLength(2);

  const one = await get('/compare?city=gera', { data: { choices, similar, city0: gera } });
  expect(one.statusCode).toBe(200);
  expect(one.body).toContain('<h1>Compare Gera</h1>');
  expect(one.body).toContain('<a href="/compare?city=gera&amp;city=jena">Compare with Jena</a>');
  expect(one.body).toContain('<input type="hidden" name="city" value="gera"/>');
  expect(one.body).not.toContain('<option value="gera">');
  expect(one.body).toContain('<a href="/city/erfurt">Erfurt</a> is listed, and hosts no server that could be asked');
  expect(one.body).not.toContain('city=erfurt');
  expect(fake.asked).toHaveLength(2);
});

test('cities that did not answer or do not count are told, and what is missing for it', async () => {
  const none = { staff: null, programmes: null, exchanges: null, offers: null, needs: null, topics: null };
  const silent = { ...delft, ...none };
  const listed = { ...delft, ...none, id: 'jena', name: 'Jena', status: 'SUSPENDED' };
  const errors = [
    { message: 'gone', path: ['city1', 'staff'], extensions: { code: 'CITY_UNREACHABLE', city: 'delft' } },
  ];
  const { data } = landscapeOf(counts('gera', 'housing', { programmes: 1 }));
  const { statusCode, body } = await get(
    '/compare?city=gera&city=delft&city=jena',
    { data: { ...two.data, city1: silent, city2: listed, similar: null }, errors },
    { data: { landscape: { ...data.landscape, notCounted: 1 } } },
  );
  expect(statusCode).toBe(200);
  expect(body).toContain('<section class="coverage incomplete"');
  expect(body).toContain('Did not answer in full: Delft. Jena: Taken out for a while by the operator of the network.');
  expect(body).toContain('Subjects found only in Delft and Jena may be missing.');
  expect(body).toContain('What one of these cities has on each subject is not known yet.');
  expect(body).toContain('<a href="/compare?city=gera&amp;city=delft&amp;city=jena">');
  expect(body).toContain('<span class="unknown">not known</span>');

  const failed = await get('/compare?city=gera&city=delft', two, {
    data: { landscape: null },
    errors: [{ message: 'x' }],
  });
  expect(failed.statusCode).toBe(200);
  expect(failed.body).toContain('How much these cities have on their subjects cannot be told at the moment.');
});

test('what is no city of the network, and more than four, is a page with a way on', async () => {
  const errors = [{ message: 'no city', path: ['city1'], extensions: { code: 'BAD_USER_INPUT' } }];
  const data = { choices, similar, city0: gera, city1: null };
  const unknown = await get('/compare?city=gera&city=atlantis&city=%3Cb%3E', { data, errors });
  expect(unknown.statusCode).toBe(404);
  expect(unknown.body).toContain('Not in the network: <bdi>atlantis, &lt;b></bdi>');
  expect(unknown.body).toContain('<a href="/compare?city=gera">Go on without</a>');
  expect(unknown.body).toContain('<option value="jena">Jena</option>');

  const many = await get('/compare?city=a,b,c,d,e');
  expect(many.statusCode).toBe(400);
  expect(many.body).toContain('<a href="/compare?city=a&amp;city=b&amp;city=c&amp;city=d">Compare the first four</a>');
  expect(fake.asked).toHaveLength(1);
});

test('a question that is refused, a fault of the hub and a part of the address that says nothing are told', async () => {
  const refused = await get('/compare?city=gera', {
    data: null,
    errors: [{ message: 'Wait 3 s.', extensions: { code: 'RATE_LIMITED', retryAfter: 3 } }],
  });
  expect([refused.statusCode, refused.body]).toEqual([400, expect.stringContaining('Please ask again in 3 seconds.')]);
  const failed = await get('/compare?city=gera', {
    data: { choices, similar, city0: null },
    errors: [{ message: 'x' }],
  });
  expect([failed.statusCode, failed.body]).toEqual([503, expect.stringContaining('Please try again in a moment.')]);
  const { body } = await get('/compare?colour=red', { data: { choices } });
  expect(body).toContain('not known here, not used: colour');
});

test('a city’s words are text, and subjects beyond the first ones are folded away', async () => {
  const nodes = Array.from({ length: 22 }, (_, at) => counts('gera', `subject-${at}`, { programmes: 1 }));
  const { body } = await get(
    '/compare?city=gera&city=delft',
    { data: { ...two.data, city1: { ...delft, name: '<script>alert(1)</script>' } } },
    landscapeOf(...nodes),
  );
  expect(body).not.toContain('<script>');
  expect(body).toContain('<summary>2 more subjects</summary>');
});
