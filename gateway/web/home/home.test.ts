import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import type { QueryResult } from '../Query';
import { createFakeQuery } from '../test/createFakeQuery';
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

const city = (id: string, values: object = {}) => ({
  ...{ id, name: id.charAt(0).toUpperCase() + id.slice(1), country: 'DE', status: 'ADMITTED', location: null },
  ...values,
});
const citiesOf = (nodes: object[], totalCount = nodes.length) => ({
  ...{ nodes, totalCount, pageInfo: { hasNextPage: false, endCursor: null } },
});
const subject = (label: string, values: object = {}) => ({
  ...{ concept: { id: `concept:${label}`, label }, cities: 1, staff: 0, fewerThan: null, programmes: 0, exchanges: 0 },
  ...values,
});
const subjectsOf = (nodes: object[], values: object = {}) => ({
  ...{ nodes, totalCount: nodes.length, notCounted: 0, summariesAsOf: '2026-03-06T08:00:00Z' },
  ...values,
});

/** The page's sentences, without marks. */
const wordsOf = (body: string) =>
  body
    .replace(/<[^>]*>/g, '|')
    .replace(/\|+/g, '|')
    .replaceAll('\u00a0', ' ');

test('the first page names subjects with their counts and leads to each, to the map and to cities side by side', async () => {
  const { statusCode, body } = await get('/?lang=de', {
    data: {
      cities: citiesOf([city('gera', { location: { latitude: 50.88, longitude: 12.08 } })]),
      subjects: subjectsOf([
        subject('wohnen', { cities: 4, programmes: 1, staff: 7 }),
        subject('hitze', { staff: null, fewerThan: 3, exchanges: 2 }),
      ]),
    },
  });
  expect(statusCode).toBe(200);
  expect(fake.asked).toHaveLength(1);
  expect(body).toContain('<a href="/topic/wohnen?lang=de">wohnen</a>');
  expect(wordsOf(body)).toContain('|wohnen|4 Städte · 1 Programm · 7 Fachleute|');
  expect(wordsOf(body)).toContain('|hitze|1 Stadt · weniger als 3 Fachleute · 2 Begegnungen|');
  expect(body).toContain('<a href="/city/gera?lang=de" class="connected"');
  expect(body).toContain('<a href="/map?lang=de">');
  expect(body).toContain('<a href="/compare?lang=de">Städte vergleichen</a>');
  expect(body).not.toMatch(/style=|<script>/);
});

test('how the network is: who answers, who does not and why, and how old the counts are', async () => {
  const cities = [
    city('gera'),
    city('velbert', { status: 'SUSPENDED' }),
    city('suhl', { status: 'UNREACHABLE' }),
    ...Array.from({ length: 10 }, (_, at) => city(`listed${at}`, { status: 'LISTED' })),
  ];
  const { body } = await get('/', { data: { cities: citiesOf(cities), subjects: subjectsOf([], { notCounted: 1 }) } });
  const words = wordsOf(body);
  expect(words).toContain('1 of 13 cities is connected.');
  expect(words).toContain(
    '|Cannot be reached at the moment|Suhl|Suspended by the operator|Velbert|Without a server yet|',
  );
  expect(words).toContain('Listed7| and 2 more');
  expect(words).toContain('The counts are of 6 March 2026 at 08:00 UTC or later. What one city has is not known yet.');
  expect(words).toContain('No city has told yet what it has.');
  expect(body).not.toContain('<svg');
});

test('beyond a dozen, subjects are folded away', async () => {
  const subjects = subjectsOf(Array.from({ length: 14 }, (_, at) => subject(`s${at}`)));
  const { body } = await get('/', { data: { cities: citiesOf([city('gera')]), subjects } });
  expect(wordsOf(body)).toContain('|2 more subjects|s12|');
});

test.each<[string, QueryResult, boolean]>([
  ['subjects', { data: { cities: citiesOf([city('gera')]), subjects: null }, errors: [{ message: 'too much' }] }, true],
  ['the network', { data: null, errors: [{ message: 'gone' }] }, false],
])('without %s a question can be asked all the same', async (_, answer, tellsOfNetwork) => {
  const { statusCode, body } = await get('/', answer);
  expect(statusCode).toBe(200);
  expect(body).toContain('<form role="search"');
  expect(body.includes('1 of 1 city is connected.')).toBe(tellsOfNetwork);
  expect(body).not.toContain('largest subjects');
});

test('with all it loads, and a thousand cities on the map, the first page takes at most 40 kB on the wire', async () => {
  const nodes = Array.from({ length: 1_000 }, (_, at) =>
    city(`municipality-${at}`, { location: { latitude: 48 + (at % 40) / 7, longitude: 7 + Math.floor(at / 40) / 4 } }),
  );
  const pages = Array.from({ length: 10 }, (_, at) => ({
    ...citiesOf(nodes.slice(100 * at, 100 * (at + 1)), 1_000),
    pageInfo: { hasNextPage: at < 9, endCursor: String(at) },
  }));
  const subjects = subjectsOf(Array.from({ length: 24 }, (_, at) => subject(`subject-${at}`, { cities: 900 - at })));
  const { body } = await get('/', ...pages.map((cities) => ({ data: { cities, subjects } })));
  expect(body.match(/<circle/g)).toHaveLength(1_000);
  const loaded = [...body.matchAll(/(?:href|src)="(\/[\w.]+\.(?:css|js|svg)[^"]*)"/g)].map(([, path]) => path ?? '');
  expect(loaded).toHaveLength(3);
  const parts = await Promise.all(loaded.map(async (path) => (await server.inject({ method: 'GET', url: path })).body));
  const sizes = [body, ...parts].map((part) => gzipSync(part, { level: 5 }).length);
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(40_000);
});
