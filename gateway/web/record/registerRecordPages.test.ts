import type { FastifyInstance } from 'fastify';
import { BadUserInputError } from '../../../subgraphs/contract/arguments';
import { LANGUAGES } from '../language/Texts';
import { textsOf } from '../language/textsOf';
import type { QueryResult } from '../Query';
import { city, createExpert, createFakeQuery } from '../test/createFakeQuery';
import type { FakeQuery } from '../test/createFakeQuery';
import { createProgramme } from '../test/createProgramme';
import { serveWeb } from '../test/serveWeb';

let server: FastifyInstance;
let fake: FakeQuery;

beforeEach(async () => {
  fake = createFakeQuery();
  server = await serveWeb(fake);
});
afterEach(() => server.close());

function get(url: string, answer?: QueryResult) {
  if (answer !== undefined) fake.answerCall(fake.asked.length, () => answer);
  return server.inject({ method: 'GET', url, headers: { 'accept-language': 'en' } });
}

test('a programme has a page of its own, with nothing folded and links to its city, people and subjects', async () => {
  const mappings = [{ concept: { id: 'concept:housing', label: 'housing' } }];
  const record = { ...createProgramme(), topics: [{ id: 'gera:topic:homes', label: 'Homes', mappings }] };
  const { statusCode, headers, body } = await get('/programme/gera/homes?lang=nl', { data: { found: record } });
  expect(statusCode).toBe(200);
  expect(fake.asked[0]!.variables).toEqual({ id: 'gera:programme:homes', lang: 'nl' });
  expect(body).toContain('<title>Homes for all – Hanse</title>');
  expect(body).toContain('<a href="/city/gera?lang=nl">Gera</a>');
  expect(body).toContain('<a href="/topic/housing?lang=nl">housing</a>');
  expect(body).toContain('<a href="/programme/gera/homes?lang=de" lang="de"');
  expect(body).not.toContain('<details>');
  expect(headers).toMatchObject({ 'x-robots-tag': 'noindex', 'cache-control': 'no-store' });
});

test('a person has all experience on a page, each with its programme', async () => {
  const { body } = await get('/staff/gera/1', { data: { found: createExpert() } });
  expect(body).toContain('<h1>Ada Ausgedacht</h1>');
  expect(body).toContain(
    'Homes · led, 2019 – October 2023 · <a href="/programme/gera/homes">Homes for all</a> · Wrote the plan.',
  );
});

test('a person of whom no record has a contact says whom to ask instead', async () => {
  const { experiences, ...expert } = createExpert();
  const unknown = experiences.map((one) => ({ ...one, programme: null }));
  const { body } = await get('/staff/gera/1?lang=nl', {
    data: { found: { ...expert, contact: null, experiences: unknown } },
  });
  expect(body).toContain(
    '<dt>Contact</dt><dd><a href="/city/gera?lang=nl">niet vermeld; vraag het de gemeente Gera</a>',
  );
});

test('an offer says when and for how many, and a need until when', async () => {
  const record = {
    ...{ title: 'A visit', summary: 'See the homes.', lang: 'en', text: null, source: null, city, topics: [] },
    ...{ updatedAt: '2026-05-01T08:00:00Z', contact: { post: 'Housing', email: null, phone: '115', url: null } },
  };
  const programme = { id: 'gera:programme:homes', title: 'Homes for all' };
  const offer = {
    ...record,
    id: 'gera:offer:visit',
    kind: 'VISIT',
    availability: 'In May',
    capacity: 8,
    languages: null,
  };
  const { body } = await get('/offer/gera/visit', { data: { found: { ...offer, programme } } });
  expect(body).toContain('<a href="/city/gera">Gera</a> · Visit · In May · for up to 8 people');
  expect(body).toContain('<a href="/programme/gera/homes">Homes for all</a>');

  const need = { ...record, id: 'gera:need:advice', title: 'Advice', status: 'OPEN', wantedBy: '2027-03' };
  expect((await get('/need/gera/advice', { data: { found: need } })).body).toContain('<dd>March 2027</dd>');

  const shownOf = async (summary: string) => {
    const { body: page } = await get('/need/gera/advice', { data: { found: { ...need, summary } } });
    const [, first, rest] = /<p lang="en">([^<]*) …<\/p><details><summary>More<\/summary><p lang="en">([^<]*)</.exec(
      page,
    )!;
    return [first, rest];
  };
  // Behind a word; but a word without an end is not the whole rest.
  expect(await shownOf(`${'word '.repeat(139)}sentence ${'word '.repeat(60)}end`)).toEqual([
    'word '.repeat(139).trim(),
    `sentence ${'word '.repeat(60)}end`,
  ]);
  expect(await shownOf(`See ${'x'.repeat(695)}😀${'x'.repeat(300)}`)).toEqual([
    `See ${'x'.repeat(695)}`,
    `😀${'x'.repeat(300)}`,
  ]);
});

test('a city shows the first of what it has, how many there are, and where the others are', async () => {
  const none = { totalCount: 0, nodes: [] };
  const found = {
    ...{ ...city, population: 104_659, connected: true, status: 'ADMITTED', languages: ['de'] },
    ...{
      source: null,
      alliances: [{ id: 'alliance:x', name: 'The coast' }],
      offers: none,
      exchanges: none,
      needs: null,
    },
    programmes: { totalCount: 12, nodes: [{ id: 'gera:programme:1', title: 'Homes', text: null }, null] },
    staff: { totalCount: 1, nodes: [createExpert()] },
    topics: { totalCount: 1, nodes: [{ id: 'gera:topic:homes', label: 'Homes', mappings: [{ concept: null }] }] },
  };
  const similar = {
    nodes: [
      { id: 'erfurt', name: 'Erfurt', connected: false },
      { id: 'jena', name: 'Jena', connected: true },
    ],
  };
  const { body } = await get('/city/gera', { data: { found, similar } });
  expect(body).toContain('<a href="/compare?city=gera&amp;city=jena">Jena</a>');
  expect(body).toContain('<a href="/compare?city=gera">another city</a>');
  expect(body).not.toContain('Erfurt');
  expect(body).toContain('Germany · 104,659 inhabitants · The coast');
  expect(body).toContain('<h2>Programmes (12)</h2>');
  expect(body).toContain('<a href="/search?kind=programmes&amp;text=Gera">and 11 more</a>');
  expect(body).toContain('<a href="/staff/gera/1">Ada Ausgedacht</a> · Head of Housing');
  expect(body).not.toContain('Looking for');

  const suspended = { ...found, connected: false, status: 'SUSPENDED', programmes: null, staff: null, topics: null };
  const errors = [{ message: 'too much', path: ['similar'], extensions: { code: 'TOO_COSTLY' } }];
  const alone = (await get('/city/gera', { data: { found: suspended, similar: null }, errors })).body;
  expect(alone).toContain('Taken out for a while by the operator of the network.');
  expect(alone).not.toContain('Not all of this could be had');

  const gone = [{ message: 'gone', path: ['found', 'staff'], extensions: { code: 'CITY_UNREACHABLE', city: 'gera' } }];
  const silent = { ...found, programmes: null, staff: null, topics: null };
  const part = (await get('/city/gera?lang=de', { data: { found: silent, similar }, errors: gone })).body;
  expect(part).toContain('Nicht alles davon war zu bekommen: Gera hat nicht vollständig geantwortet.');
  expect(part).toContain('<a href="/city/gera?lang=de">Noch einmal fragen</a>');
});

test('HUB-655 a subject shows what is around it and which cities have how much of it and of what is narrower', async () => {
  const counts = { programmes: 2, exchanges: 0, offers: 1, needs: null, atMost: null, node: city };
  const found = {
    ...{ id: 'concept:housing', label: 'housing', altLabels: ['homes'], definition: 'Places to live.' },
    ...{ broader: [], narrower: [{ id: 'concept:rents', label: 'rents' }], related: [] },
    cities: { totalCount: 1, notCounted: 0, edges: [{ ...counts, staff: null, fewerThan: 5 }] },
  };
  const { body } = await get('/topic/housing', { data: { found } });
  expect(body).toContain('<p>Places to live.</p>');
  expect(body).toContain('<a href="/topic/rents">rents</a>');
  expect(body).toContain('<a href="/search?kind=experts&amp;text=housing&amp;city=gera">&lt; 5</a>');
  expect(body).toContain('<a href="/search?kind=programmes&amp;text=housing&amp;city=gera">2</a>');

  expect(fake.asked.at(-1)?.query).toContain('cities(narrower: true');
  expect(body).toContain('<p>Narrower subjects are included.</p>');

  const atMost = { staff: 6, programmes: 2, exchanges: 0, offers: 4, needs: null };
  const bounded = { totalCount: 1, notCounted: 1, edges: [{ ...counts, staff: 3, fewerThan: null, atMost }] };
  const ranged = (await get('/topic/housing', { data: { found: { ...found, cities: bounded } } })).body;
  expect(ranged.replace(/<a [^>]*>/g, '')).toMatch(
    /<td>3\+<\/a><\/td><td>2<\/a><\/td><td>0<\/td><td>1\+<\/a><\/td><td>–<\/td>/,
  );
  expect(ranged).toContain('“3+” means at least 3');

  // HUB-742 What people also say for it is folded away, with what it is there for.
  const altLabels = Array.from({ length: 8 }, (_, at) => `word ${at}`);
  const worded = (await get('/topic/housing', { data: { found: { ...found, altLabels } } })).body;
  expect(worded).toContain('word 0, word 1, word 2, word 3, word 4, word 5</dd>');
  expect(worded).toContain('<summary>Found by 2 further words</summary><p>word 6, word 7</p>');

  // HUB-657 A city that could not be counted is none without anything.
  const notKnown = 'What one more city has is not known at the moment.';
  expect([body.includes(notKnown), ranged.includes(notKnown)]).toEqual([false, true]);

  const onNone = { ...found, cities: { totalCount: 0, notCounted: 0, edges: [] } };
  expect((await get('/topic/housing', { data: { found: onNone } })).body).toContain('No city says yet');
  const errors = [{ message: 'too much', path: ['found', 'cities'], extensions: { code: 'TOO_COSTLY' } }];
  const uncounted = (await get('/topic/housing', { data: { found: { ...found, cities: null } }, errors })).body;
  expect(uncounted).toContain('Not all of this could be had');
  expect(uncounted).not.toMatch(/No city|0 cities/);
});

test('what is not there, or not for this reader, is a page with a way on', async () => {
  fake.answerCall(1, () => ({ data: { city: { name: 'Gera' } } }));
  const absent = await get('/programme/gera/none', { data: { found: null } });
  expect(absent.statusCode).toBe(404);
  expect(absent.body).toContain('There is nothing at this address');
  expect(absent.body).toContain('<a href="/city/gera">What else Gera has</a>');
  for (const path of ['/programme/Ge%20ra/1', '/programme/gera/%3Cb%3E', '/city/concept', '/topic/%22']) {
    expect((await get(path)).statusCode).toBe(404);
  }
  expect(fake.asked).toHaveLength(2);
});

test.each([
  ['/city/nowhere', 'en', 'There is no city “nowhere” in the network.', 'Map of the cities'],
  ['/programme/nowhere/1', 'de', 'Im Netz gibt es keine Stadt „nowhere“.', 'Karte der Städte'],
])('%s is of a city that the network does not have, and leads on', async (path, lang, hint, map) => {
  const { message } = new BadUserInputError('id', 'an id of a city of the network', 'nowhere');
  const errors = [{ message, path: ['found'], extensions: { code: 'BAD_USER_INPUT' } }];
  const { statusCode, body } = await get(`${path}?lang=${lang}`, { data: { found: null }, errors });
  expect(statusCode).toBe(404);
  expect(body).toContain(hint);
  expect(body).toContain(`<a href="/map?lang=${lang}">${map}</a>`);
  expect(body).toContain('<form role="search"');
  expect(body).not.toContain('href="/city/nowhere"');
});

test('a record of a suspended city is not said to be gone', async () => {
  const errors = [{ message: 'gone', path: ['found'], extensions: { code: 'CITY_SUSPENDED', city: 'gera' } }];
  const { statusCode, body } = await get('/staff/gera/1', { data: { found: null }, errors });
  expect(statusCode).toBe(503);
  expect(body).toContain('The operator of the network took gera, whose record this is, out for a while.');
  // To ask at once would be of no use.
  expect(body).not.toContain('Ask again');
});

test('a city that cannot be had is named, and what it leaves out is said', async () => {
  const errors = [{ message: 'gone', extensions: { code: 'CITY_UNREACHABLE', city: 'gera' } }];
  const unreachable = await get('/staff/gera/1', { data: { found: null }, errors });
  expect(unreachable.statusCode).toBe(503);
  expect(unreachable.body).toContain('The record’s city, gera, could not be reached.');
  expect(unreachable.body).toContain('<a href="/staff/gera/1">Ask again</a>');
  const { statusCode, body } = await get('/staff/gera/1', { data: { found: createExpert() }, errors });
  expect(statusCode).toBe(200);
  expect(body).toContain('Not all of this could be had');
  expect(body).toContain('<a href="/staff/gera/1">Ask again</a>');
});

test.each([
  ['CITY_UNREACHABLE', 'notToBeHad'],
  ['CITY_SUSPENDED', 'notToBeHad'],
  ['TOO_COSTLY', 'badQuestion'],
  ['INTERNAL', 'hubFailed'],
] as const)(
  'HUB-582 of %s, title and heading say what is the case, and never that there is nothing',
  async (code, words) => {
    for (const language of LANGUAGES) {
      const texts = textsOf(language);
      const extensions = { code, ...(code.startsWith('CITY') && { city: 'gera' }) };
      fake.answerCall(fake.asked.length + 1, () => ({ data: { city: { name: 'Gera an der Elster' } } }));
      const errors = [{ message: 'x', path: ['found'], extensions }];
      const { body } = await get(`/staff/gera/1?lang=${language}`, { data: { found: null }, errors });
      expect(body).toContain(`<title>${texts[words]} – Hanse</title>`);
      expect(body).toContain(`<h1>${texts[words]}</h1>`);
      expect(body).not.toContain(texts.notHere);
      expect(body.includes('Gera an der Elster')).toBe(code.startsWith('CITY'));
    }
  },
);

test('a question that is refused and a fault of the hub are told', async () => {
  const errors = [{ message: 'Wait 3 s.', extensions: { code: 'RATE_LIMITED', retryAfter: 3 } }];
  const refused = await get('/city/gera', { data: null, errors });
  expect([refused.statusCode, refused.body]).toEqual([400, expect.stringContaining('Please ask again in 3 seconds.')]);
  const failed = await get('/city/gera', { data: null, errors: [{ message: 'x' }] });
  expect([failed.statusCode, failed.body]).toEqual([503, expect.stringContaining('Please try again in a moment.')]);
  expect(failed.body).toContain('<a href="/city/gera">Ask again</a>');
});

test('a city’s words are text wherever they stand', async () => {
  const { body } = await get('/staff/gera/1', { data: { found: createExpert({ name: '<script>alert(1)</script>' }) } });
  expect(body).not.toContain('<script>');
  expect(body).toContain('&lt;script>');
});
