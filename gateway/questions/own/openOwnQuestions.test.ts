import { mkdtempSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastifyAccepts from '@fastify/accepts';
import { Validator } from '@seriousme/openapi-schema-validator';
import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import { buildSchema, parse, validate } from 'graphql';
import { pino } from 'pino';
import { registerWeb } from '../../web/registerWeb';
import { createFakeQuery, fullCoverage } from '../../web/test/createFakeQuery';
import type { FakeQuery } from '../../web/test/createFakeQuery';
import { registerQuestions } from '../registerQuestions';
import { openOwnQuestions } from './openOwnQuestions';
import type { OwnQuestions } from './openOwnQuestions';
import { readApiSchema } from './readApiSchema';

const example = readFileSync(join(__dirname, '../../demo/questions/worth-a-visit.yaml'), 'utf8');
const schema = readApiSchema();

let folder: string;
let log: string[];
let own: OwnQuestions;
let server: FastifyInstance;
let fake: FakeQuery;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hanse-questions-'));
  log = [];
  write('visits.yaml', example);
  write('broken.yaml', example.replace('rows: programmes.nodes', 'rows: nowhere'));
  write('notes.txt', 'no question');
  const logger = pino({}, { write: (line: string) => void log.push(line) });
  own = await openOwnQuestions(folder, schema, logger);
  fake = createFakeQuery();
  server = fastify();
  await server.register(fastifyAccepts);
  const limits = { maxRows: 3, maxMs: 60_000 };
  registerWeb(server, { query: fake.query, logger });
  registerQuestions(server, { query: fake.query, limits, logger, ownQuestions: own.current });
});
afterEach(async () => {
  own.close();
  await server.close();
  rmSync(folder, { recursive: true });
});

function write(name: string, text: string): void {
  // As editors do it.
  writeFileSync(join(folder, `.${name}`), text);
  renameSync(join(folder, `.${name}`), join(folder, name));
}

const get = (url: string) => server.inject({ method: 'GET', url, headers: { host: 'hub.example.org' } });

const programme = (key: number) => ({
  ...{ id: `gera:programme:${key}`, hanseId: `gera:programme:${key}`, title: `Programme ${key}`, startsOn: '2021-04' },
  ...{ topics: [{ label: 'Homes' }, { label: 'Parks' }], contact: null, city: { name: 'Gera', country: 'DE' } },
});

function page(keys: readonly number[], endCursor: string | null, hasNextPage = false) {
  const programmes = {
    ...{ nodes: keys.map(programme), hansePageInfo: { endCursor, hasNextPage }, hanseTotal: 4 },
    hanseCoverage: { ...fullCoverage, cities: [{ ...fullCoverage.cities[0]!, hits: 4 }] },
  };
  return { data: { programmes } };
}

test('a question of a file is answered page by page, with its coverage, up to the bound of rows', async () => {
  fake.answerCall(0, () => page([1, 2], 'b', true));
  fake.answerCall(1, () => page([3], 'c', true));
  const { statusCode, body, headers } = await get('/questions/visits.csv?text=x&country=DE,NL&lang=de');
  expect([statusCode, body]).toEqual([200, expect.any(String)]);
  expect(body.split('\r\n').slice(0, 2)).toEqual([
    '\uFEFFTitel,Beginn,Themen der Stadt,Stadt,Land,E-Mail,Telefon,Seite',
    'Programme 1,2021-04,"Homes, Parks",Gera,DE,,,http://hub.example.org/programme/gera/1',
  ]);
  expect(headers['hanse-coverage']).toBe('complete=?1, asked=1, answered=1, not-asked=0, rows=3, total=4');
  expect(headers['link']).toMatch(/after=c>; rel="next"$/);
  expect(fake.asked.map(({ variables }) => variables)).toEqual([
    { text: 'x', country: ['DE', 'NL'], first: 3, lang: 'de' },
    { text: 'x', country: ['DE', 'NL'], first: 1, after: 'b', lang: 'de' },
  ]);
  // What the hub adds is what the API has.
  expect(validate(schema, parse(fake.asked[0]!.query))).toEqual([]);
});

test('what could not be had makes the answer incomplete, and what is missing as a whole is told', async () => {
  fake.answerCall(0, () => ({ ...page([1], 'a'), errors: [{ message: 'A city did not answer.' }] }));
  const answer = JSON.parse((await get('/questions/visits.json?text=x')).body);
  expect(answer).toMatchObject({ complete: false, rowCount: 1, coverage: { complete: false } });
  fake.answerCall(1, () => ({ data: { programmes: null }, errors: [{ message: 'down' }] }));
  expect((await get('/questions/visits.json?text=x')).statusCode).toBe(503);
});

test('it stands on the page and in OpenAPI, beside those of the hub, and is asked as they are', async () => {
  expect((await get('/questions?lang=nl')).body).toContain('Een bezoek waard');
  const description = JSON.parse((await get('/openapi.json')).body);
  expect(Object.keys(description.paths)).toEqual(
    expect.arrayContaining(['/questions/experts.csv', '/questions/visits.xlsx', '/questions/visits.json']),
  );
  expect(await new Validator().validate(description)).toEqual({ valid: true });
  const head = await server.inject({ method: 'HEAD', url: '/questions/visits.csv' });
  expect([head.statusCode, head.body]).toEqual([400, '']);
  for (const [url, words] of [
    ['/questions/visits.csv', 'Give "text": what the visit is about'],
    ['/questions/visits.csv?text=x&region=y', 'There is no parameter "region" here.'],
  ] as const) {
    expect(await get(url)).toMatchObject({ statusCode: 400, body: expect.stringContaining(words) });
  }
  expect((await get('/questions/visits.atom?text=x')).statusCode).toBe(404);
  expect(fake.asked).toEqual([]);
});

test('a broken file is named with its line, and the others are served', async () => {
  expect(own.isRefused()).toBe(true);
  expect(log.join('')).toMatch(/broken\.yaml:\d+: rows: the operation does not ask for nowhere/);
  const unknown = await get('/questions/broken.csv?text=x');
  expect(unknown.statusCode).toBe(404);
  expect(unknown.body).toMatch(/, visits; \/questions says/);
});

test('files that change, come and go hold for the next request; of one that breaks, the last good content', async () => {
  const isThere = async (name: string) => (await get(`/questions/${name}.csv`)).statusCode === 400;
  write('broken.yaml', example);
  write('visits.yaml', 'title: x');
  expect(await own.reload()).toBe('refused');
  expect([await isThere('broken'), await isThere('visits')]).toEqual([true, true]);
  expect(log.join('')).toContain('question refused, the last good one stays');
  unlinkSync(join(folder, 'visits.yaml'));
  expect(await own.reload()).toBe('reloaded');
  expect([await isThere('visits'), own.isRefused()]).toEqual([false, false]);
  expect(JSON.parse((await get('/openapi.json')).body).paths).not.toHaveProperty(['/questions/visits.csv']);
  expect(await own.reload()).toBe('unchanged');
});

test('a change is seen without being told', async () => {
  const before = own.current();
  write('more.yaml', example);
  const changed = await new Promise<boolean>((resolve) => {
    const looking = setInterval(() => {
      if (own.current() === before) return;
      clearInterval(looking);
      resolve(true);
    }, 20);
  });
  expect(changed).toBe(true);
  expect(own.current().map(({ name }) => name)).toEqual(['more', 'visits']);
});

test('a folder that is not there is an error', async () => {
  await expect(openOwnQuestions(join(folder, 'none'), buildSchema('type Query { a: Int }'), pino())).rejects.toThrow(
    'cannot be read (ENOENT)',
  );
});
