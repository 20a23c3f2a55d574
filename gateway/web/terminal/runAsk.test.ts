import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyAccepts from '@fastify/accepts';
import { fastify } from 'fastify';
import { dutch } from '../language/dutch';
import type { FastifyInstance } from 'fastify';
import { buildSchema, parse, validate } from 'graphql';
import { pino } from 'pino';
import type { QueryOperation } from '../Query';
import { registerQuestions } from '../../questions/registerQuestions';
import { city, createExpert, createFakeQuery, createPage } from '../test/createFakeQuery';
import type { FakeQuery } from '../test/createFakeQuery';
import { createProgramme } from '../test/createProgramme';
import type { ExitCode } from './runAsk';
import { runAsk } from './runAsk';

let server: FastifyInstance;
let fake: FakeQuery;
let hub: string;

async function serve(hubOf: FakeQuery): Promise<void> {
  fake = hubOf;
  server = fastify();
  server.post('/graphql', async (request) =>
    fake.query(request.body as QueryOperation, { signal: new AbortController().signal }),
  );
  await server.register(fastifyAccepts);
  registerQuestions(server, {
    query: fake.query,
    limits: { maxRows: 10_000, maxMs: 60_000 },
    logger: pino({ level: 'silent' }),
  });
  hub = await server.listen({ host: '127.0.0.1', port: 0 });
}

beforeEach(() => serve(createFakeQuery()));
afterEach(() => server.close());

async function ask(...args: string[]): Promise<{ code: ExitCode; out: string; error: string }> {
  let [out, error] = ['', ''];
  const code = await runAsk(args, {
    out: (text) => {
      out += text;
      return Promise.resolve();
    },
    error: (text) => {
      error += text;
    },
    width: 80,
    hub,
  });
  return { code, out, error };
}

test('a table tells who, city, topic, role, programme, years and score, and then the coverage', async () => {
  const { code, out, error } = await ask('housing');
  expect([code, error]).toEqual([0, '']);
  expect(out).toBe(
    [
      '1 person or office found.',
      '',
      'Understood as: housing',
      '',
      'Who                           City  Topic  Role  Programme      Years      Score',
      '─'.repeat(80),
      'Ada Ausgedacht, Head of       Gera  Homes  led   Homes for all  2019–2023  690',
      'Housing',
      '',
      'Ada Ausgedacht, Gera',
      '  Programme: Homes for all',
      '  Languages: German, English',
      '  Last changed on 6 March 2026 · Report an error to the administration of',
      '    Gera; the record names no contact · gera:staff:1',
      '',
      '1 city could match and was asked; it answered. The answer is complete.',
      '',
    ].join('\n'),
  );
});

test('a block for each programme tells what it cost, what did not work, whom to phone and how to visit', async () => {
  fake.answerCall(0, () => ({ data: { programmes: createPage([createProgramme()]) } }));
  const { code, out } = await ask('housing', '--programmes');
  expect(code).toBe(0);
  const [, block = ''] = /\n\n(Homes for all, Gera\n[^]*?)\n\n/.exec(out) ?? [];
  expect(block.split('\n')).toEqual([
    'Homes for all, Gera',
    '  The home comes first.',
    '  Costs:',
    '    - €4,250,000 in total',
    '    - €1,500,000.50 from the city’s own money',
    '    - Ohne Mieten.',
    '  Contact: Wohnungsamt · +49 30 23125-117 · wohnen@gera.example',
    '  Visit:',
    '    - Come and see the homes',
    '    - April to October · for up to 10 people · German, English',
    '    - Wohnungsamt · +49 30 23125-117 · wohnen@gera.example',
    '  Problem: 400 Menschen lebten in Notunterkünften.',
    '  Approach: Ein Mietvertrag ohne Bedingungen.',
    '  Paid by: European Union: ESF+, Europäische Kommission <https://esf.example/>',
    '    · €2,000,000 · 47.06 % of the costs',
    '  Staff: 6.5 full-time equivalents',
    '  Reaches: 1,200 Haushalte im Jahr',
    '  Results: Menschen in Notunterkünften: 120 Menschen (before: 400) · December',
    '    2025 · Bericht an den Rat <https://gera.example/bericht.pdf>',
    '  ! What did not work: Wohnungen am Stadtrand standen leer.',
    '  What worked: Eine Stelle verhandelt mit allen Vermietern.',
    '  What it takes: Ein Beschluss des Rates.',
    '  For whom: Menschen ohne Wohnung',
    '  Legal basis: SGB XII, § 67 <https://gesetze.example/sgb12>',
    '  Documents: Konzept <https://gera.example/konzept.pdf> · February 2021',
    '  People: Ada Ausgedacht, Leiterin · +49 30 23125-117 · wohnen@gera.example',
    '  Partners: Verein Dach und Tür',
    '  Exchanges about it: Besuch aus Jena · 11 March 2025',
    '  Adapted from: First a home · Jena',
    '  Adapted by:',
    '    - Wohnen zuerst · suhl',
    '    - The answer is not complete.',
    '  Licence: CC BY 4.0',
    '  Source: Ratsbeschluss 2021/17',
    '  As of March 2026 · Report an error to Gera: wohnen@gera.example ·',
    '    gera:programme:wohnen',
  ]);
});

test('what a city writes into a programme begins no line of its own and steers no terminal', async () => {
  const evil = 'x\n\n1 city answered.\u001b[2J\u202e';
  const lessons = [{ kind: 'DID_NOT_WORK', text: evil }] as const;
  const contact = { post: evil, email: evil, phone: evil, url: `https://gera.example/${evil}` };
  fake.answerCall(0, () => ({
    data: { programmes: createPage([createProgramme({ lessons, contact, problem: evil, text: null, title: evil })]) },
  }));
  const { out } = await ask('housing', '--programmes');
  expect(out).not.toMatch(/^1 city answered/m);
  for (const control of ['\u001b', '\u202e']) expect(out).not.toContain(control);
});

test('nothing found is said, and is no failure', async () => {
  await server.close();
  await serve(createFakeQuery([]));
  expect(await ask('housing', '--lang', 'nl')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Geen deskundigen gevonden\.\n/),
  });
});

test('a page with more behind it says how to go on', async () => {
  await server.close();
  await serve(createFakeQuery([createExpert(), createExpert()]));
  expect((await ask('housing', '--first', '1')).out).toContain('More with the same question and:\n--after 1\n');
  expect((await ask('housing', '--first', '1', '--after', '1')).out).not.toContain('--after');
});

test('control characters of a city do not reach the terminal in any format', async () => {
  const evil = 'Ada\u001b[2J\u009b31m\u202e';
  await server.close();
  await serve(createFakeQuery([createExpert({ name: evil })]));
  for (const format of [[], ['--json'], ['--csv']]) {
    const { code, out } = await ask('housing', ...format);
    expect(code).toBe(0);
    expect(out).toContain('Ada');
    for (const control of ['\u001b', '\u009b', '\u202e']) expect(out).not.toContain(control);
  }
  expect(JSON.parse((await ask('housing', '--json')).out)).toMatchObject({ edges: [{ node: { name: evil } }] });
});

test('the CSV is the export of all that is found', async () => {
  await server.close();
  await serve(createFakeQuery(Array.from({ length: 150 }, (_, at) => createExpert({ id: `gera:staff:${at}` }))));
  const { code, out } = await ask('housing', '--csv', '--city', 'gera');
  expect(code).toBe(0);
  expect(out.match(/^gera:staff/gm)).toHaveLength(150);
  expect(fake.asked[0]?.variables).toMatchObject({ filter: { cities: ['gera'] } });
});

test('an export that ends early is a failure', async () => {
  await server.close();
  await serve(createFakeQuery(Array.from({ length: 150 }, (_, at) => createExpert({ id: `gera:staff:${at}` }))));
  fake.answerCall(1, () => Promise.reject(new Error('down')));
  expect(await ask('housing', '--csv')).toMatchObject({
    code: 1,
    error: 'The export ends early, as its last line says. The rest comes with the same question and:\n--after 100\n',
  });
  const { code, out } = await ask('housing', '--csv', '--after', '100');
  expect([code, out.match(/^gera:staff/gm)?.length]).toEqual([0, 50]);
});

test('without a hub it says how to start one', async () => {
  await server.close();
  for (const format of [[], ['--json'], ['--csv']]) {
    const { code, out, error } = await ask('housing', ...format);
    expect([code, out]).toEqual([1, '']);
    expect(error).toContain(`No hub answers at ${hub}.\nStart one in another terminal with: npm start\n`);
  }
});

test('what answers but is no hub is told from one that is down', async () => {
  await server.close();
  server = fastify();
  hub = await server.listen({ host: '127.0.0.1', port: 0 });
  server.server.removeAllListeners('request');
  server.server.on('request', (_request, response) => response.end('<h1>It works!</h1>'));
  for (const format of [[], ['--csv']]) {
    expect(await ask('housing', ...format)).toEqual({
      code: 1,
      out: '',
      error: `What answers at ${hub} (HTTP 200) is not a hub.\n`,
    });
  }
});

test('a question that the hub refuses is wrong usage, with the reason', async () => {
  const refusal = { data: null, errors: [{ message: 'No \u001bcity.', extensions: { code: 'BAD_USER_INPUT' } }] };
  fake.answerCall(0, () => refusal);
  fake.answerCall(1, () => refusal);
  expect(await ask('housing')).toEqual({ code: 2, out: '', error: 'No city.\n' });
  expect(await ask('housing', '--csv')).toEqual({ code: 2, out: '', error: 'No city.\n' });
});

test('a hub that cannot answer is a failure', async () => {
  fake.answerCall(0, () => ({ data: null, errors: [{ message: 'x', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] }));
  const { code, error } = await ask('housing');
  expect(code).toBe(1);
  expect(error).toContain('could not answer');
});

test('wrong usage asks nobody', async () => {
  expect(await ask('--first', '0', 'housing')).toMatchObject({ code: 2, out: '' });
  expect(fake.asked).toEqual([]);
});

test('cities that are like one are told with what they have in common', async () => {
  const page = {
    edges: [
      {
        ...{ score: 540, node: { name: 'Jena' } },
        why: [
          { kind: 'WORK', sharedConcepts: 7, concepts: [{ label: 'housing' }, { label: 'parks' }], alliances: [] },
          { kind: 'ALLIANCE', sharedConcepts: null, concepts: [], alliances: [{ name: 'Neighbours' }] },
          { kind: 'COUNTRY', sharedConcepts: null, concepts: [], alliances: [] },
        ],
      },
      {
        ...{ score: 200, node: { name: 'Oslo\u001b[31m' } },
        why: [{ kind: 'POPULATION', sharedConcepts: null, concepts: [], alliances: [] }],
      },
    ],
    pageInfo: { hasNextPage: true, endCursor: 'next' },
    totalCount: 3,
    notCounted: 2,
  };
  fake.answerCall(0, () => ({ data: { similarCities: page } }));
  const { code, out } = await ask('--similar', 'gera', '--first', '2', '--after', 'x', '--lang', 'en');
  expect(fake.asked[0]?.variables).toEqual({ city: 'gera', first: 2, after: 'x', lang: 'en' });
  const api = buildSchema(readFileSync(join(__dirname, '../../../schema/api.graphql'), 'utf8'));
  expect(validate(api, parse(fake.asked[0]!.query))).toEqual([]);
  expect([code, out]).toEqual([
    0,
    [
      '3 cities are like gera.',
      '',
      'City      Alike in                                              Score',
      '─'.repeat(73),
      'Jena      work: housing, parks and 5 more; Neighbours; country  540',
      '─'.repeat(73),
      'Oslo[31m  size                                                  200',
      '',
      'More with the same question and:',
      '--after next',
      '',
      'What 2 cities work on is not known yet.',
      '',
    ].join('\n'),
  ]);
});

test.each([
  [['--similar', 'gera', 'housing'], '--similar takes no question'],
  [['--similar', 'gera', '--csv'], 'cannot be used with option'],
])('who asks for %j is told what is wrong', async (args, message) => {
  const { code, error } = await ask(...args);
  expect([code, error]).toEqual([2, expect.stringContaining(message)]);
});

test('a record is shown by its id, with all that is known of it', async () => {
  fake.answerCall(0, () => ({ data: { found: { ...createProgramme(), topics: [] } } }));
  const { code, out, error } = await ask('show', 'gera:programme:homes');
  expect([code, error]).toEqual([0, '']);
  expect(out).toContain('Homes for all, Gera\n');
  expect(fake.asked[0]?.variables).toMatchObject({ id: 'gera:programme:homes' });
});

test('HUB-586 why the hub refuses is told in the language that was asked for', async () => {
  const extensions = { code: 'BAD_USER_INPUT', argument: 'text' };
  const refusal = { data: null, errors: [{ message: 'text must be of letters.', extensions }] };
  for (const call of [0, 1]) fake.answerCall(call, () => refusal);
  expect(await ask('--lang', 'nl', '???')).toEqual({ code: 2, out: '', error: `${dutch.noWord}\n` });
  expect((await ask('???')).error).toBe('text must be of letters.\n');
});

test('a record that is not there is told, and what is no record’s id is refused', async () => {
  fake.answerCall(0, () => ({ data: { found: null } }));
  expect(await ask('show', 'gera:programme:none')).toMatchObject({
    code: 1,
    out: '',
    error: expect.stringContaining('nothing'),
  });
  expect(await ask('show', 'gera:topic:homes')).toMatchObject({
    code: 2,
    error: expect.stringContaining('the id of nothing that can be shown'),
  });
});

test('a city is shown with the first of what it has, each with the id by which it is shown', async () => {
  const none = { totalCount: 0, nodes: [] };
  const found = {
    ...{ ...city, population: 104_659, connected: true, status: 'ADMITTED', languages: ['de'], source: null },
    ...{ alliances: [{ id: 'alliance:x', name: 'The coast' }], offers: none, exchanges: none, needs: null },
    programmes: { totalCount: 12, nodes: [{ id: 'gera:programme:1', title: 'Homes', text: null }, null] },
    staff: { totalCount: 1, nodes: [createExpert()] },
    topics: none,
  };
  fake.answerCall(0, () => ({ data: { found, similar: { nodes: [{ id: 'jena', name: 'Jena', connected: true }] } } }));
  const { code, out } = await ask('show', 'gera');
  expect(code).toBe(0);
  expect(fake.asked[0]?.variables).toMatchObject({ id: 'gera' });
  expect(out.split('\n').map((line) => line.trim())).toEqual([
    'Gera, Germany, The coast',
    'Inhabitants: 104,659',
    'Languages: German',
    'Programmes (12):',
    '- Homes · gera:programme:1',
    '- and 11 more',
    'People and offices (1): Ada Ausgedacht · Head of Housing · gera:staff:1',
    'Cities like Gera: Jena',
    '',
  ]);
});

test('a subject is shown with the cities that have something on it', async () => {
  const counts = { programmes: 2, exchanges: 0, offers: 1, needs: null, atMost: null, node: city };
  const found = {
    ...{ id: 'concept:housing', label: 'housing', altLabels: ['homes'], definition: 'Places to live.' },
    ...{ broader: [], narrower: [{ id: 'concept:rents', label: 'rents' }], related: [] },
    cities: { totalCount: 1, notCounted: 2, edges: [{ ...counts, staff: null, fewerThan: 3 }] },
  };
  fake.answerCall(0, () => ({ data: { found } }));
  const { out } = await ask('show', 'concept:housing');
  expect(out).toContain('housing\n  Places to live.\n');
  expect(out).toContain('In detail: rents');
  expect(out.replace(/\s+/g, ' ')).toContain(
    'Cities (1): Gera · People and offices < 3 · Programmes 2 · Offers 1 · gera What 2 more cities have is not known at the moment.',
  );
});

test('a city that is not in the network is told as what was asked wrong', async () => {
  const errors = [
    { message: '"id" must be an id of a city.', path: ['found'], extensions: { code: 'BAD_USER_INPUT' } },
  ];
  fake.answerCall(0, () => ({ data: { found: null }, errors }));
  expect(await ask('show', 'nowhere')).toMatchObject({ code: 2, error: '"id" must be an id of a city.\n' });
});

test('a wide terminal has a column with whom to call or to write to', async () => {
  const contact = { post: null, phone: '+49 365 8381234', email: 'ada@gera.example', url: null };
  await server.close();
  await serve(createFakeQuery([createExpert({ contact })]));
  let out = '';
  const write = (text: string) => Promise.resolve(void (out += text));
  await runAsk(['housing'], { out: write, error: () => undefined, width: 140, hub });
  expect(out).toMatch(/Contact +Score\n/);
  expect(out).toMatch(/\+49 365 8381234 +\d+\n/);
});
