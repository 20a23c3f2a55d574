import { get as httpGet } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import fastifyAccepts from '@fastify/accepts';
import { parse } from 'csv-parse/sync';
import { fastify } from 'fastify';
import { pino } from 'pino';
import { createExpert, createFakeQuery } from '../../../gateway/web/test/createFakeQuery';
import { experts } from '../../../subgraphs/search/kinds';
import { registerQuestions } from '../../../gateway/questions/registerQuestions';
import { writeInThread } from '../../../gateway/questions/formats/xlsx/writeInThread';
import { questionTextsOf } from '../../../gateway/web/language/questionTexts';
import { housingVocabulary } from '../../network/housingVocabulary';
import { inventedCity, lines } from '../../network/inventedCity';
import { startNetwork } from '../../network/startNetwork';
import type { TestNetwork } from '../../network/startNetwork';
import type { Treatment, WireRequest } from '../../network/startWiretap';
import { productionLimits } from './startAttackedHub';
import { until } from '../../until';

// Attacks on the file with all that a search finds: it is one request of a client, and may ask much of cities.

const ENDS_EARLY = questionTextsOf('en').endsEarly;
const STAFF = 240;
const MAX_ROWS = 400;
const POINTS = 120;
const TIMEOUT_MS = 20_000;
/** In which one unit of the other city did the same. */
const YEARS = Array.from({ length: 8 }, (_, at) => `${2024 - at}`);

let network: TestNetwork;
beforeAll(async () => {
  network = await startNetwork({
    vocabulary: housingVocabulary,
    network: {
      cities: [
        { id: 'honest', name: 'Honest', country: 'DE' },
        { id: 'other', name: 'Other', country: 'DE' },
      ],
    },
    content: {
      honest: inventedCity('honest', STAFF),
      other: {
        ...inventedCity('other', 3),
        'experiences.csv': lines(
          'key,staff,topic,role,since,until',
          ...YEARS.map((year) => `in-${year},unit-1,plans,LED,${year},${year}`),
          'second,unit-2,plans,LED,2020,2020',
          'third,unit-3,plans,LED,2019,2019',
        ),
      },
    },
    config: {
      timeoutMs: TIMEOUT_MS,
      maxTimeoutMs: TIMEOUT_MS,
      answerLimits: { maxRows: MAX_ROWS, maxMs: 60_000 },
      limits: productionLimits({ HANSE_REQUESTS_PER_MINUTE: String(POINTS), HANSE_TRUSTED_PROXIES: '127.0.0.1' }),
    },
  });
}, 60_000);
afterAll(() => network.close());
afterEach(() => {
  for (const id of ['honest', 'other']) network.city(id).wire.treat = () => 'FORWARD';
});

const PATH = '/questions/experts.csv?concepts=concept:housing-plan&headings=codes&comments=end&lang=en';
let addresses = 0;
/** Each test asks from an address of its own, so that it meets its own limit alone. */
const from = () => ({ 'x-forwarded-for': `192.0.2.${(addresses += 1)}` });

interface ReadFile {
  readonly rows: readonly { readonly id: string }[];
  readonly lastLine: string;
}

async function read(path: string, headers: Readonly<Record<string, string>>): Promise<ReadFile> {
  const response = await fetch(network.hub.url + path, { headers });
  const text = await response.text();
  expect([response.status, text.slice(0, 200)]).toEqual([200, expect.stringContaining('id,')]);
  return {
    rows: parse(text, { bom: true, columns: true, comment: '#' }),
    lastLine: text.trimEnd().split('\r\n').at(-1)!,
  };
}

const isSearch = ({ query }: WireRequest): boolean => query.includes('staffHits');

/** Searches that went to a city while something ran. */
async function searchesDuring(cityId: string, run: () => Promise<unknown>): Promise<readonly WireRequest[]> {
  const { requests } = network.city(cityId).wire;
  const before = requests.length;
  await run();
  return requests.slice(before).filter(isSearch);
}

/** A city that claims a million hits, of which it makes as many as are asked for, and never tells their records. */
function tellNoEnd(idOf: (number: number) => string): (request: WireRequest) => Treatment {
  return (request) => {
    // That it has none would be a contradiction, by which it is found out.
    if (!isSearch(request)) return request.query.includes('_entities') ? 'RESET' : 'FORWARD';
    const { first, after, day } = request.variables as { first: number; after?: { id: string }; day: string };
    const features = { role: 'LED', since: '2024', until: null } as const;
    const made = { concept: 'concept:housing-plan', mapping: 'EXACT_MATCH', text: null, topic: 'other:topic:plans' };
    const score = experts.score(1_000, features, day);
    const from = after === undefined ? 0 : Number(/\d+$/.exec(after.id)![0]) + 1;
    const hits = Array.from({ length: first }, (_, at) => ({ id: idOf(from + at), score, ...made, ...features }));
    return { data: { staffHits: { total: 1_000_000, hits } } };
  };
}

const numbered = (number: number): string => `other:staff:made-${String(number).padStart(7, '0')}`;

test('HUB-244 an honest city is asked twice for all its records, and one with a page of them once', async () => {
  const caller = from();
  let file!: ReadFile;
  let ofOther!: readonly WireRequest[];
  const ofHonest = await searchesDuring('honest', async () => {
    ofOther = await searchesDuring('other', async () => {
      file = await read(PATH, caller);
    });
  });
  expect(new Set(file.rows.map(({ id }) => id)).size).toBe(STAFF + 3);
  expect(file.lastLine).toBe('# 2 cities could match and were asked; all answered in full. The answer is complete.');
  expect([ofHonest.length, ofOther.length]).toEqual([2, 1]);
});

test('HUB-245 a city that claims a million hits fills one file and no more, and has no other asked again', async () => {
  network.city('other').wire.treat = tellNoEnd(numbered);
  const caller = from();
  let file!: ReadFile;
  let ofOther!: readonly WireRequest[];
  const ofHonest = await searchesDuring('honest', async () => {
    ofOther = await searchesDuring('other', async () => {
      file = await read(PATH, caller);
    });
  });
  // What it claims is above all that the honest city has, and has no details.
  expect(file.rows.length).toBeLessThanOrEqual(MAX_ROWS);
  expect(file.lastLine).toMatch(
    new RegExp(
      `^# ${ENDS_EARLY}: a file holds ${MAX_ROWS} rows at most\\. For the rest; ask the same with after=[\\w-]+;`,
    ),
  );
  expect(file.lastLine).toContain('found without details');
  expect([ofHonest.length, ofOther.length]).toEqual([1, 2]);
});

test('HUB-246 the next file goes on where one ended, and searches no city from the start', async () => {
  const caller = from();
  const some = await read(`${PATH}&city=honest`, caller);
  expect(some.rows).toHaveLength(STAFF);
  // A narrow file of the same list, to have a cursor within it.
  const { data } = await network.query(
    `{ experts(concepts: ["concept:housing-plan"], filter: { cities: ["honest"] }, first: 100) { pageInfo { endCursor } } }`,
  );
  const cursor = data.experts.pageInfo.endCursor as string;
  const searches = await searchesDuring('honest', async () => {
    const rest = await read(`${PATH}&city=honest&after=${cursor}`, caller);
    expect(rest.rows.map(({ id }) => id)).toEqual(some.rows.slice(100).map(({ id }) => id));
    expect(rest.lastLine).not.toContain('INCOMPLETE');
  });
  expect(searches.map(({ variables }) => variables['after'] !== undefined)).toEqual(searches.map(() => true));
});

test('HUB-247 each page is charged to whoever asks, also of two files at once', async () => {
  const caller = from();
  // Three pages each, of which a page costs more than ten points; those asked for in one moment may all be too many.
  const files = await Promise.all(Array.from({ length: 5 }, () => read(PATH, caller)));
  const pages = files.reduce((sum, { rows }) => sum + Math.ceil(rows.length / 100), 0);
  expect(pages).toBeLessThanOrEqual(POINTS / 10);
  const early = files.filter(({ lastLine }) => lastLine.startsWith(`# ${ENDS_EARLY}`));
  expect(early.length).toBeGreaterThan(0);
  expect(early[0]!.lastLine).toContain(`each page costs points; of which there are ${POINTS} in a minute`);
  expect((await fetch(network.hub.url + PATH, { headers: caller })).status).toBe(429);
  expect((await fetch(network.hub.url + PATH, { headers: from() })).status).toBe(200);
});

test('HUB-248 a city that gives the same records again and again has each in the file once, and is named', async () => {
  // Their scores fall, so that they stand in order; the record behind them is always the same, and says all of this.
  network.city('other').wire.treat = (request) => {
    if (!isSearch(request)) return 'FORWARD';
    const treatment = tellNoEnd(() => 'other:staff:unit-1')(request);
    if (typeof treatment === 'string' || !('data' in treatment)) return treatment;
    const { staffHits } = treatment.data as { staffHits: { hits: { since: string; score: number }[] } };
    const { after, day } = request.variables as { after?: { score: number }; day: string };
    const hits = staffHits.hits.flatMap((hit, at) => {
      const features = { role: 'LED', since: YEARS[at] ?? null, until: YEARS[at] ?? null } as const;
      const score = experts.score(1_000, features, day);
      return score < (after?.score ?? Infinity) && at < YEARS.length ? [{ ...hit, ...features, score }] : [];
    });
    return { data: { staffHits: { total: 1_000_000, hits } } };
  };
  const file = await read(`${PATH}&city=other`, from());
  expect(file.rows.map(({ id }) => id)).toEqual(['other:staff:unit-1']);
  expect(file.lastLine).toContain('Gave records twice; which stand here once: Other.');
  expect(file.lastLine).toContain('Other 1 of 1000000');
});

test.each([
  ['HUB-249', 'csv'],
  // Of which nothing is sent until all of it was read.
  ['HUB-376', 'xlsx'],
])(
  '%s a client that leaves its .%s has what a city is asked for it cancelled, and no further page asked for',
  async (_id, ending) => {
    const { wire } = network.city('honest');
    // The first page comes, and the next never does.
    wire.treat = (request) => (isSearch(request) && 'after' in request.variables ? 'HANG' : 'FORWARD');
    const isNextPage = (request: WireRequest): boolean => isSearch(request) && 'after' in request.variables;
    const before = wire.requests.length;
    const abandoned = wire.abandoned.length;
    const path = `/questions/experts.${ending}?concepts=concept:housing-plan&city=honest`;
    const request = httpGet(network.hub.url + path, { headers: from(), agent: false });
    request.on('error', () => undefined);
    await until('the next page was asked for', () => wire.requests.slice(before).some(isNextPage));
    const leftAt = performance.now();
    request.destroy();
    await until('the next page was given up', () => wire.abandoned.slice(abandoned).some(isNextPage));
    expect(performance.now() - leftAt).toBeLessThan(TIMEOUT_MS / 2);
    expect(wire.requests.slice(before).filter(isSearch)).toHaveLength(2);
  },
);

test('HUB-250 a reader who does not read has no further page asked for, and is cut off in the end', async () => {
  const summary = 'x'.repeat(5_000);
  const expert = createExpert();
  const experiences = expert.experiences.map((experience) => ({ ...experience, summary }));
  const hub = createFakeQuery(
    Array.from({ length: 9_000 }, (_, at) => createExpert({ id: `gera:staff:${at}`, experiences })),
  );
  const server = fastify();
  await server.register(fastifyAccepts);
  registerQuestions(server, {
    query: hub.query,
    limits: { maxRows: 10_000, maxMs: 1_000 },
    logger: pino({ level: 'silent' }),
  });
  const connections: Socket[] = [];
  server.server.on('connection', (socket) => {
    connections.push(socket);
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const response = await open(`${url}/questions/experts.csv?text=x`);
  response.on('error', () => undefined);
  response.socket.pause();
  await until('the reader was cut off', () => connections[0]?.closed === true);
  // What the buffers on the way hold, of 90 pages of half a megabyte.
  expect(hub.asked.length).toBeLessThan(45);
  response.destroy();
  await server.close();
});

test('HUB-251 a HEAD asks each city no more often than the answer would, and a range is not cut from a new search', async () => {
  const searches = await searchesDuring('honest', async () => {
    const head = await fetch(network.hub.url + PATH, { method: 'HEAD', headers: from() });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, null, '']);
  });
  // As HUB-244 has it.
  expect(searches).toHaveLength(2);
  const response = await fetch(network.hub.url + PATH, { headers: { ...from(), range: 'bytes=10-20' } });
  expect([response.status, response.headers.get('accept-ranges')]).toEqual([200, 'none']);
  await response.text();
});

test('HUB-792 of one address five workbooks are made at a time, and one that it leaves makes room for the next', async () => {
  const hub = createFakeQuery([createExpert()]);
  for (let call = 0; call < 5; call += 1) hub.answerCall(call, () => new Promise(() => undefined));
  const server = fastify({ trustProxy: '127.0.0.1' });
  await server.register(fastifyAccepts);
  registerQuestions(server, {
    query: hub.query,
    limits: { maxRows: 10_000, maxMs: 60_000 },
    logger: pino({ level: 'silent' }),
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const ask = (address: string, ending = 'xlsx', signal?: AbortSignal) =>
    fetch(`${url}/questions/experts.${ending}?text=x`, {
      headers: { 'x-forwarded-for': address, 'accept-language': 'de' },
      ...(signal && { signal }),
    });
  const leaving = new AbortController();
  const left = Array.from({ length: 5 }, () => ask('192.0.2.1', 'xlsx', leaving.signal).catch(() => 'left'));
  await until('five are asked for', () => hub.asked.length === 5);

  const sixth = await ask('192.0.2.1');
  expect([sixth.status, await sixth.text()]).toEqual([
    429,
    'Für Sie werden schon 5 Arbeitsmappen geschrieben. Fragen Sie noch einmal, wenn eine davon da ist.\n',
  ]);
  expect(hub.asked).toHaveLength(5);
  expect((await ask('192.0.2.1', 'csv')).status).toBe(200);
  expect((await ask('192.0.2.2')).status).toBe(200);

  leaving.abort();
  expect(await Promise.all(left)).toEqual(Array.from(left, () => 'left'));
  await until('there is room again', async () => (await ask('192.0.2.1')).status === 200);
  await server.close();
});

test('HUB-793 workbooks for which nobody waits any more take no room from those of others', async () => {
  const workbook = {
    table: { name: 'x', columns: [], rows: Array.from({ length: 201 }, () => []) },
    about: { name: 'y', columns: [], rows: [] },
  };
  const leaving = Array.from({ length: 20 }, () => new AbortController());
  const left = leaving.map(({ signal }) => writeInThread(workbook, signal).then(String, () => 'left'));
  leaving.forEach((each) => {
    each.abort();
  });
  expect((await writeInThread(workbook, new AbortController().signal)).length).toBeGreaterThan(0);
  expect(await Promise.all(left)).toEqual(left.map(() => 'left'));
});

test('HUB-794 where more workbooks wait than there is room for, the next one is told when to come again', async () => {
  const hub = createFakeQuery(Array.from({ length: 201 }, (_, at) => createExpert({ id: `gera:staff:${at}` })));
  const server = fastify();
  await server.register(fastifyAccepts);
  registerQuestions(server, {
    query: hub.query,
    limits: { maxRows: 10_000, maxMs: 60_000 },
    logger: pino({ level: 'silent' }),
  });
  const workbook = {
    table: { name: 'x', columns: [], rows: Array.from({ length: 201 }, () => []) },
    about: { name: 'y', columns: [], rows: [] },
  };
  const leaving = Array.from({ length: 20 }, () => new AbortController());
  const waiting = leaving.map(({ signal }) => writeInThread(workbook, signal).then(String, () => 'left'));
  const ask = (method: 'GET' | 'HEAD', ending: string) =>
    server.inject({ method, url: `/questions/experts.${ending}?text=x`, headers: { 'accept-language': 'en' } });

  const refused = await ask('GET', 'xlsx');
  expect(refused).toMatchObject({
    statusCode: 503,
    body: 'The hub is making as many workbooks as it has room for. Ask again in 10 seconds, or for a CSV file.\n',
  });
  expect(refused.headers).toMatchObject({ 'retry-after': '10', 'cache-control': 'no-store' });
  expect(refused.headers).not.toHaveProperty('content-disposition');
  expect(refused.headers).not.toHaveProperty('etag');
  expect((await ask('HEAD', 'xlsx')).statusCode).toBe(200);
  expect((await ask('GET', 'csv')).statusCode).toBe(200);

  for (const each of leaving) each.abort();
  await Promise.all(waiting);
  expect((await ask('GET', 'xlsx')).statusCode).toBe(200);
  await server.close();
});

/** An answer of which nothing is read yet. */
function open(url: string, headers: Readonly<Record<string, string>> = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    httpGet(url, { headers, agent: false }, resolve).on('error', reject);
  });
}
