import fastifyAccepts from '@fastify/accepts';
import { parse } from 'csv-parse/sync';
import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import { buildSchema, parse as parseGraphql, validate } from 'graphql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { refuse } from '../front/http/refuse';
import { createExpert, createFakeQuery, createPage, fullCoverage } from '../web/test/createFakeQuery';
import type { FakeQuery } from '../web/test/createFakeQuery';
import { headingOf } from '../web/language/headings';
import { LANGUAGES } from '../web/language/Texts';
import { createProgramme } from '../web/test/createProgramme';
import { formatsOf } from './formats/formats';
import { QUESTIONS } from './manifest/questions';
import { Given } from './parameters';
import { registerQuestions } from './registerQuestions';

let server: FastifyInstance | undefined;
let fake: FakeQuery;

async function serve(hub: FakeQuery, limits = { maxRows: 10_000, maxMs: 60_000 }): Promise<void> {
  await server?.close();
  fake = hub;
  server = fastify();
  await server.register(fastifyAccepts);
  registerQuestions(server, { query: fake.query, limits, logger: pino({ level: 'silent' }) });
}

beforeEach(() => serve(createFakeQuery()));
afterAll(() => server?.close());

function get(url: string, headers: Record<string, string> = {}) {
  return server!.inject({ method: 'GET', url, headers });
}

/** And its time: what a head may leave out. */
const OF_ITS_LENGTH = new Set(['date', 'content-length', 'transfer-encoding']);

const many = (count: number) => Array.from({ length: count }, (_, at) => createExpert({ id: `gera:staff:${at}` }));

test('every question asks what the API has, and each column has a heading of its own in every language', () => {
  const schema = buildSchema(readFileSync(join(__dirname, '../../schema/api.graphql'), 'utf8'));
  for (const question of QUESTIONS) {
    const given = new Map(
      question.parameters.map(({ name, kind }) => [name, ['values' in kind ? kind.values[0]! : '1']]),
    );
    const { query, variables } = question.operation(new Given(given), { first: 1, after: undefined, lang: 'en' });
    expect([question.name, validate(schema, parseGraphql(query))]).toEqual([question.name, []]);
    const declared = new Set([...query.matchAll(/\$(\w+):/g)].map(([, name]) => name));
    expect([question.name, Object.keys(variables).filter((name) => !declared.has(name))]).toEqual([question.name, []]);
    for (const lang of LANGUAGES) {
      const headings = question.columns.map(({ name }) => headingOf(name, lang));
      expect([question.name, lang, new Set(headings).size]).toEqual([question.name, lang, headings.length]);
    }
  }
});

describe('a table', () => {
  test('is a file with a sensible name, with headings in the language of its reader', async () => {
    const { statusCode, headers, body } = await get('/questions/experts.csv?text=Housing+plans', {
      'accept-language': 'de-AT, en;q=0.5',
    });
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="hanse-experts-housing-plans.csv"',
      'content-language': 'de',
      vary: 'accept-language',
    });
    const [heads, row, rest] = body.split('\r\n');
    expect(heads).toMatch(/^\uFEFFKennung,Name,Art,Funktion,/);
    expect(row).toMatch(/^gera:staff:1,Ada Ausgedacht,Person,.*,genau,housing,,Leitung,/);
    // Nothing but the table is in it.
    expect(rest).toBe('');
    expect(fake.asked[0]!.variables['lang']).toBe('de');
  });

  test('says in its head which cities it rests on, and where it goes on', async () => {
    await serve(createFakeQuery(many(250)));
    const { headers } = await get('/questions/experts.csv?text=x&limit=130');
    expect(headers['hanse-coverage']).toBe('complete=?1, asked=1, answered=1, not-asked=0, rows=130, total=250');
    expect(headers['link']).toBe('</questions/experts.csv?text=x&limit=130&after=130>; rel="next"');
    const rest = await get('/questions/experts.csv?text=x&after=130');
    expect(rest.headers['link']).toBeUndefined();
    expect(rest.headers['hanse-coverage']).toContain('rows=120');
  });

  test('says of each city how it answered, how much it has and how long it took, all pages together, before the last line', async () => {
    await serve(createFakeQuery(many(250)));
    const taking = (tookMs: number) => ({
      ...fullCoverage,
      cities: fullCoverage.cities.map((answer) => ({ ...answer, hits: 250, tookMs })),
    });
    for (const call of [0, 1, 2]) {
      fake.answerCall(call, ({ data }) => {
        const { experts } = data as { experts: object };
        return { data: { experts: { ...experts, coverage: taking(10 + call) } } };
      });
    }
    const first = await get('/questions/experts.csv?text=x&comments=end&lang=de&separator=;');
    const comments = first.body.split('\r\n').filter((line) => line.startsWith('# '));
    expect(comments).toHaveLength(2);
    expect(comments[0]).toBe('# Gera (DE): hat vollständig geantwortet, 250 gefunden, nach 33 ms');
    // It took another time, and is the same answer.
    const again = await get('/questions/experts.csv?text=x&comments=end&lang=de&separator=;');
    expect(again.headers['etag']).toBe(first.headers['etag']);
  });

  test('has what a German spreadsheet expects with semicolons: commas in numbers, and one cell for each comment', async () => {
    fake.answerCall(0, () => ({ data: { programmes: createPage([createProgramme()]) } }));
    const url = '/questions/programmes.csv?text=x&separator=%3B&comments=top&lang=de&headings=codes';
    const { body } = await get(url);
    const lines = body.replace('\uFEFF', '').split('\r\n');
    expect(lines[0]).toMatch(/^# Hanse: Programme, \d{4}-/);
    expect(lines.filter((line) => line.startsWith('# ')).join()).not.toContain(';');
    expect(lines.join()).toContain('1 Stadt');
    const [row]: Record<string, string>[] = parse(body, { bom: true, columns: true, delimiter: ';', comment: '#' });
    expect(row).toMatchObject({ costsTotal: '4250000,00', staffEffort: '6,5', reach: '1200' });
  });

  test('is not begun when the hub refuses the question or has no answer', async () => {
    fake.answerCall(0, () => ({
      data: null,
      errors: [{ message: 'Unknown.', extensions: { code: 'BAD_USER_INPUT' } }],
    }));
    fake.answerCall(1, () => Promise.reject(new Error('10.0.0.7 refused')));
    expect(await get('/questions/experts.csv?text=a')).toMatchObject({ statusCode: 400, body: 'Unknown.\n' });
    const failed = await get('/questions/experts.csv?text=a');
    expect(failed.statusCode).toBe(503);
    expect(failed.body).not.toContain('10.0.0.7');
  });

  test('of which a page fails is not given for the whole, unless it has words for it', async () => {
    await serve(createFakeQuery(many(250)));
    const fail = (call: number) => {
      fake.answerCall(call, () => Promise.reject(new Error('down')));
    };
    fail(1);
    const refused = await get('/questions/experts.csv?text=x&lang=en');
    expect(refused.statusCode).toBe(503);
    expect(refused.body).toMatch(/^INCOMPLETE: this file ends early: the hub could not give the rows after this one\./);
    fail(3);
    const told = await get('/questions/experts.csv?text=x&comments=end&lang=de');
    expect(told.statusCode).toBe(200);
    expect(told.body).toContain('# UNVOLLSTÄNDIG: Diese Datei endet vorzeitig');
  });

  test('that was begun is broken off where its rest cannot be had', async () => {
    await serve(createFakeQuery(many(2_500)));
    fake.answerCall(12, () => Promise.reject(new Error('down')));
    await expect(get('/questions/experts.csv?text=x')).rejects.toThrow();
  });
});

describe('JSON', () => {
  test('has the question, a row for each record, and how it stands', async () => {
    await serve(createFakeQuery([createExpert(), null]));
    const { headers, body } = await get('/questions/experts.json?text=housing&lang=nl', { host: 'hub.example.org' });
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    const answer = JSON.parse(body);
    expect(answer).toMatchObject({
      question: {
        name: 'experts',
        title: 'Deskundigen',
        address: 'http://hub.example.org/questions/experts.json?text=housing&lang=nl',
        language: 'nl',
      },
      complete: true,
      endsEarly: null,
      rowCount: 1,
      coverage: { from: 'cities', asked: 1, answered: 1, complete: true },
    });
    expect(answer.rows).toEqual([
      expect.objectContaining({
        id: 'gera:staff:1',
        languages: ['de', 'en'],
        alsoAbout: [],
        score: 690,
        email: null,
        page: 'http://hub.example.org/staff/gera/1',
      }),
    ]);
    expect(answer.columns[0]).toEqual({ name: 'id', type: 'text', heading: 'Kenmerk' });
    expect(answer.notes[0]).toMatch(/^ONVOLLEDIG: 1 gevonden zonder bijzonderheden/);
  });

  test('stays JSON over many pages, and where it ends early', async () => {
    await serve(createFakeQuery(many(2_500)), { maxRows: 2_000, maxMs: 60_000 });
    const answer = JSON.parse((await get('/questions/experts.json?text=x')).body);
    expect(answer.rows).toHaveLength(2_000);
    expect(answer).toMatchObject({ complete: false, endsEarly: 'rows', hasMore: true, cursor: '2000' });
    await serve(createFakeQuery([]));
    expect(JSON.parse((await get('/questions/experts.json?text=x')).body).rows).toEqual([]);
  });
});

describe('a question', () => {
  test.each([
    ['/questions/experts.json', 'Give "text", "concepts" or both.'],
    ['/questions/experts.json?text=a&text=b', '"text" may be given only once.'],
    ['/questions/experts.json?text=a&txt=b', 'There is no parameter "txt" here. There are: text, concepts, match,'],
    ['/questions/experts.json?text=a&kind=MAYOR', '"kind" must be PERSON, POST or UNIT; it is "MAYOR".'],
    ['/questions/experts.json?text=a&limit=0', '"limit" must be a whole number from 1 to 10000; it is "0".'],
    ['/questions/experts.json?text=a&lang=fr', '"lang" must be en, de or nl; it is "fr".'],
    ['/questions/experts.csv?text=a&separator=x', '"separator" must be , or ;; it is "x".'],
    ['/questions/experts.json?text=a&separator=,', 'There is no parameter "separator" here.'],
    [`/questions/experts.json?text=${'a'.repeat(1_001)}`, '"text" is too long.'],
    ['/questions/landscape.csv', 'Give "concepts": subjects of the network by their ids'],
  ])('%s is refused in a plain sentence', async (url, words) => {
    const { statusCode, headers, body } = await get(url);
    expect([statusCode, headers['content-type']]).toEqual([400, 'text/plain; charset=utf-8']);
    expect(body).toContain(words);
    expect(body).toMatch(/^[^\n]+\.\n$/);
    expect(fake.asked).toEqual([]);
  });

  test.each([
    ['experts.json', 'Geben Sie "text" oder "concepts" an, oder beide.', 'Geef "text" of "concepts" op, of allebei.'],
    ['experts.json?text=a&text=b', '"text" darf nur einmal angegeben werden.', '"text" mag maar één keer voorkomen.'],
    [
      'experts.json?text=a&kind=MAYOR',
      '"kind" muss PERSON, POST oder UNIT sein, nicht "MAYOR".',
      '"kind" moet PERSON, POST of UNIT zijn, niet "MAYOR".',
    ],
    [
      'experts.csv?text=a&populationMin=80000&populationMax=20000',
      'Keine Stadt hat mindestens 80000 und höchstens 20000 Einwohner. Tauschen Sie die beiden Zahlen, oder lassen Sie eine weg.',
      'Geen stad heeft minstens 80000 en hoogstens 20000 inwoners. Verwissel de twee getallen, of laat er een weg.',
    ],
    [
      'matches.csv',
      'Es fehlt "city": Die Stadt, die etwas sucht, etwa gera.',
      '"city" ontbreekt: de stad die iets zoekt, zoals gera.',
    ],
  ])('HUB-650 %s is refused in the language of its reader', async (url, inGerman, inDutch) => {
    const german = await get(`/questions/${url}`, { 'accept-language': 'de-AT, en;q=0.5' });
    expect([german.statusCode, german.body]).toEqual([400, `${inGerman}\n`]);
    expect(german.headers).toMatchObject({ 'content-language': 'de', vary: 'accept-language' });
    const dutch = await get(`/questions/${url}${url.includes('?') ? '&' : '?'}lang=nl`, { 'accept-language': 'de' });
    expect([dutch.statusCode, dutch.body]).toEqual([400, `${inDutch}\n`]);
  });

  test('HUB-650 what the hub refuses is told in the language of its reader, with what the hub says behind it', async () => {
    const message = 'filter.countries must be ISO 3166-1 alpha-2 codes, but got "Germany".';
    const refuse = () => ({
      data: null,
      errors: [{ message, extensions: { code: 'BAD_USER_INPUT', argument: 'filter.countries' } }],
    });
    for (const call of [0, 1]) fake.answerCall(call, refuse);
    const url = '/questions/experts.csv?text=a&country=Germany';
    expect((await get(`${url}&lang=nl`)).body).toBe(`“country” heeft een onbekende waarde. De hub meldt: ${message}\n`);
    expect((await get(`${url}&lang=en`)).body).toBe(`${message}\n`);
  });

  test.each([
    ['RATE_LIMITED', 'Te veel vragen tegelijk. Vraag het over 7 seconden nog eens.'],
    ['UNAUTHENTICATED', 'Het token geeft geen toegang. De hub meldt: In English.'],
    ['SIGN_IN_UNAVAILABLE', 'De hub kan nu niet vaststellen wie er vraagt. Probeer het zo dadelijk nog eens.'],
    ['INTERNAL_SERVER_ERROR', 'De hub kon niet antwoorden. Probeer het zo dadelijk nog eens.'],
    ['BAD_REQUEST', 'De hub meldt: In English.'],
  ])('HUB-650 what is refused before it comes to it, with %s, is told so as well', async (code, words) => {
    server!.addHook('onRequest', (_request, reply, done) => {
      refuse(reply, { status: 418, message: 'In English.', code, headers: { 'retry-after': '7' } });
      done();
    });
    const { statusCode, headers, body } = await get('/questions/experts.csv?lang=nl');
    expect([statusCode, headers['content-type'], body]).toEqual([418, 'text/plain; charset=utf-8', `${words}\n`]);
    expect((await get('/questions/experts.csv')).body).toBe('In English.\n');
    const program = await get('/elsewhere');
    expect(program.json()).toEqual({ errors: [{ message: 'In English.', extensions: { code } }] });
  });

  test('HUB-650 a table under its old address is refused in the language of its reader', async () => {
    const old = async (url: string) => (await get(url, { 'accept-language': 'de' })).body;
    expect(await old('/export.csv?kind=mayors&text=a')).toBe(
      '"kind" muss experts, programmes, exchanges, offers oder needs sein, nicht "mayors".\n',
    );
    expect(await old('/export.csv')).toBe('Geben Sie "text" oder "concepts" an, oder beide.\n');
  });

  test.each(['/questions/mayors.csv', '/questions/experts.pdf', '/questions/', '/questions/__proto__.json'])(
    '%s is none, and those that are are told',
    async (url) => {
      const { statusCode, body } = await get(url);
      expect(statusCode).toBe(404);
      expect(body).toMatch(/There are experts, programmes, .*; \/questions says in which formats\.\n$/);
    },
  );

  test('is not sent again to a client that has its answer, and is when another city stands behind it', async () => {
    const first = await get('/questions/experts.json?text=x');
    expect(first.headers['cache-control']).toBe('private, no-cache');
    const etag = String(first.headers['etag']);
    const has = { 'if-none-match': etag };
    expect(await get('/questions/experts.json?text=x', has)).toMatchObject({ statusCode: 304, body: '' });
    expect((await get('/questions/experts.json?text=y', has)).statusCode).toBe(200);
    expect((await get('/questions/experts.json?text=x&lang=de', has)).statusCode).toBe(200);
    const coverage = { ...fullCoverage, answered: 0, complete: false };
    fake.answerCall(fake.asked.length, () => ({ data: { experts: createPage([createExpert()], coverage) } }));
    expect((await get('/questions/experts.json?text=x', has)).statusCode).toBe(200);
  });

  test('takes as many subjects as a search does', async () => {
    const concepts = Array.from({ length: 100 }, (_, at) => `concept:a-subject-with-a-name-of-its-own-${at}`);
    expect((await get(`/questions/experts.json?concepts=${concepts.join(',')}`)).statusCode).toBe(200);
    expect(fake.asked[0]!.variables).toMatchObject({ concepts });
    const tooMany = await get(`/questions/experts.json?concepts=${'concept:housing,'.repeat(600)}`);
    expect(tooMany).toMatchObject({ statusCode: 400, body: '"concepts" is too long.\n' });
  });

  test('takes conditions, and gives them to the search', async () => {
    await get('/questions/experts.json?text=x&kind=PERSON,POST&role=LED&country=DE&city=gera&match=ALL');
    expect(fake.asked[0]!.variables).toMatchObject({
      text: 'x',
      match: 'ALL',
      filter: { cities: ['gera'], countries: ['DE'], kinds: ['PERSON', 'POST'], roles: ['LED'] },
    });
  });

  test.each(formatsOf(QUESTIONS[0]!).map(({ ending }) => ending))(
    'of which the head alone is wanted has that of a .%s, whether it is sent or refused',
    async (ending) => {
      for (const url of [`/questions/experts.${ending}?text=x`, `/questions/experts.${ending}`]) {
        const whole = await get(url);
        const head = await server!.inject({ method: 'HEAD', url });
        expect([head.statusCode, head.body]).toEqual([whole.statusCode, '']);
        const told = Object.entries(whole.headers).filter(([name]) => !OF_ITS_LENGTH.has(name));
        expect(head.headers).toMatchObject(Object.fromEntries(told));
      }
    },
  );

  test('of which the head alone is wanted is read no further than that needs', async () => {
    await serve(createFakeQuery(many(2_500)));
    for (const ending of ['csv', 'xlsx']) {
      const asked = fake.asked.length;
      const { statusCode, headers } = await server!.inject({
        ...{ method: 'HEAD', url: `/questions/experts.${ending}?text=x` },
      });
      expect([statusCode, headers['content-length'], headers['etag']]).toEqual([200, undefined, undefined]);
      expect(fake.asked.length - asked).toBe(11);
    }
  });

  test('has a tag wherever all of it was read before it is sent: of a thousand rows, and of as many as were wanted', async () => {
    await serve(createFakeQuery(many(1_000)));
    expect((await get('/questions/experts.csv?text=x')).headers['etag']).toBeDefined();
    await serve(createFakeQuery(many(2_500)));
    for (const [limit, isTagged] of [
      [7, true],
      [1_000, true],
      [2_000, false],
    ] as const) {
      const { headers } = await get(`/questions/experts.csv?text=x&limit=${limit}`);
      expect([limit, headers['etag'] !== undefined]).toEqual([limit, isTagged]);
    }
  });
});

describe('the export of before', () => {
  test('is found where it is now, as the same file', async () => {
    const { statusCode, headers } = await get('/export.csv?kind=programmes&text=a%26b&city=gera,jena&after=7&utm=x');
    expect(statusCode).toBe(301);
    expect(headers['location']).toBe(
      '/questions/programmes.csv?text=a%26b&city=gera&city=jena&after=7&lang=en&headings=codes&comments=end',
    );
  });

  test.each(['/export.csv', '/export.csv?kind=mayors', '/export.csv?text=a&text=b'])(
    '%s is refused in a plain sentence',
    async (url) => {
      const { statusCode, headers, body } = await get(url);
      expect([statusCode, headers['content-type']]).toEqual([400, 'text/plain; charset=utf-8']);
      expect(body).toMatch(/^[^\n]+\.\n$/);
    },
  );
});
