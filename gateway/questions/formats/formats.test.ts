import fastifyAccepts from '@fastify/accepts';
import { check } from '@placemarkio/check-geojson';
import { Validator } from '@seriousme/openapi-schema-validator';
import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import { parseAtomFeed } from 'feedsmith';
import ICAL from 'ical.js';
import { pino } from 'pino';
import readXlsxFile from 'read-excel-file/node';
import { registerWeb } from '../../web/registerWeb';
import { createExchange } from '../../web/test/createExchange';
import { city, createExpert, createFakeQuery, createPage, fullCoverage } from '../../web/test/createFakeQuery';
import type { FakeQuery } from '../../web/test/createFakeQuery';
import { createProgramme } from '../../web/test/createProgramme';
import { QUESTIONS } from '../manifest/questions';
import { registerQuestions } from '../registerQuestions';
import { FORMATS, formatsOf } from './formats';

let server: FastifyInstance;
let fake: FakeQuery;

beforeEach(async () => {
  fake = createFakeQuery();
  server = fastify();
  await server.register(fastifyAccepts);
  const logger = pino({ level: 'silent' });
  registerWeb(server, { query: (...args) => fake.query(...args), logger });
  registerQuestions(server, {
    query: (...args) => fake.query(...args),
    limits: { maxRows: 10_000, maxMs: 60_000 },
    logger,
  });
});
afterEach(() => server.close());

const headers = { host: 'hub.example.org', 'accept-language': 'de' };

/** What a question is answered with, when the hub's next answer has this data. */
async function ask(
  url: string,
  ...answers: readonly object[]
): Promise<{ body: string; rawPayload: Buffer; head: object }> {
  answers.forEach((data, at) => {
    fake.answerCall(fake.asked.length + at, () => ({ data: { ...data } }));
  });
  const { statusCode, body, rawPayload, headers: head } = await server.inject({ method: 'GET', url, headers });
  expect([statusCode, statusCode === 200 ? '' : body]).toEqual([200, '']);
  return { body, rawPayload, head };
}

describe('a workbook', () => {
  const read = async (bytes: Buffer) => {
    const [table, about] = await readXlsxFile(bytes);
    const [heads = [], ...rows] = table!.data;
    const objects = rows.map((row) => Object.fromEntries(heads.map((name, at) => [String(name), row[at]])));
    return { table: table!, about: about!, objects };
  };

  test('has numbers, truths, days and moments as such, and addresses and what a phone begins with as text', async () => {
    const programme = createProgramme({ title: '=1+1', text: null, reviewedOn: '2026-03-02', endsOn: '2026' });
    const { rawPayload, head } = await ask('/questions/programmes.xlsx?text=Wohnen+%26+Straßen', {
      programmes: createPage([programme]),
    });
    expect(head).toMatchObject({
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': 'attachment; filename="hanse-programmes-wohnen-strassen.xlsx"',
    });
    const { table, objects } = await read(rawPayload);
    expect(table.sheet).toBe('Programme');
    // A spreadsheet counts days in fractions.
    expect(Number(objects[0]!['Geändert'])).toBeCloseTo(Date.parse('2026-05-01T08:00:00Z'), -2);
    expect(objects).toEqual([
      expect.objectContaining({
        Titel: '=1+1',
        'Gute Praxis': true,
        Kosten: 4_250_000,
        Eigenanteil: 1_500_000.5,
        Währung: 'EUR',
        'Personalaufwand (VZÄ)': 6.5,
        Reichweite: 1_200,
        Telefon: '+49 30 23125-117',
        Beginn: '2021-04',
        Ende: '2026',
        Geprüft: new Date('2026-03-02T00:00:00Z'),
        Geändert: expect.any(Date),
        Seite: 'http://hub.example.org/programme/gera/wohnen',
      }),
    ]);
  });

  test('HUB-583 people read words where programs read codes, in a workbook and in a table', async () => {
    const programme = createProgramme({ text: null, goodPractice: true });
    const offers = [{ ...programme.offers![0]!, kind: 'VISIT' as const, title: 'VISIT: us', availability: null }];
    const answer = { programmes: createPage([{ ...programme, status: 'ACTIVE', offers }]) };
    const { objects } = await read((await ask('/questions/programmes.xlsx?text=x&lang=de', answer)).rawPayload);
    expect(objects).toEqual([
      expect.objectContaining({
        Stand: 'läuft',
        Übereinstimmung: 'genau',
        Angebote: 'Besuch: VISIT: us',
        'Gute Praxis': true,
      }),
    ]);
    const rowOf = async (query: string) =>
      (await ask(`/questions/programmes.csv?text=x${query}`, answer)).body.split('\r\n')[1];
    expect(await rowOf('&lang=nl')).toMatch(/,loopt,.*,ja,.*,precies,.*,Bezoek: VISIT: us,/);
    expect(await rowOf('&lang=nl&headings=codes')).toMatch(/,ACTIVE,.*,true,.*,EXACT,.*,VISIT: VISIT: us,/);
    expect((await ask('/questions/programmes.json?text=x&lang=de', answer)).body).toContain('"ACTIVE"');
  });

  test('has a second sheet with question, address, time, coverage and sources', async () => {
    const silent = {
      status: 'UNREACHABLE' as const,
      hits: null,
      withheld: null,
      city: { ...city, id: 'koeln', name: 'Köln' },
    };
    const coverage = { ...fullCoverage, asked: 2, complete: false, cities: [...fullCoverage.cities, silent] };
    const { rawPayload } = await ask('/questions/experts.xlsx?text=Wohnen&lang=de', {
      experts: createPage([createExpert(), null], coverage),
    });
    const { about } = await read(rawPayload);
    expect(about.sheet).toBe('Über diese Tabelle');
    const rows = about.data.map((row) => row.filter((cell) => cell !== null));
    expect(rows).toContainEqual(['Frage', 'text = Wohnen']);
    expect(rows).toContainEqual(['Adresse', 'http://hub.example.org/questions/experts.xlsx?text=Wohnen&lang=de']);
    expect(rows).toContainEqual(['Zeilen', 1]);
    expect(rows).toContainEqual(['Quellen', 'Gera (DE): hat vollständig geantwortet', 1]);
    expect(rows).toContainEqual(['Köln (DE): war nicht zu erreichen']);
    expect(rows.flat().join()).toContain('UNVOLLSTÄNDIG: 1 gefunden ohne Einzelheiten');
  });

  test('of many rows is written beside the event loop, as the same', async () => {
    fake = createFakeQuery(Array.from({ length: 250 }, (_, at) => createExpert({ id: `gera:staff:${at}` })));
    // Two at once, of which one waits for the other.
    const both = await Promise.all([1, 2].map(() => ask('/questions/experts.xlsx?text=x')));
    for (const { rawPayload } of both) {
      const { objects, about } = await read(rawPayload);
      expect(objects.map((row) => row['Kennung'])).toEqual(Array.from({ length: 250 }, (_, at) => `gera:staff:${at}`));
      expect(about.data.length).toBeGreaterThan(4);
    }
  });
});

describe('a feed', () => {
  test('has an entry for each change, the latest first, and its records stay the same entries', async () => {
    const change = {
      kind: 'CHANGED',
      city,
      node: { title: 'Wohnen & <b>mehr</b>', summary: 'Ein "Satz"\u0000.', text: null },
    };
    const changes = [
      { ...change, recordId: 'gera:programme:1', at: '2026-11-01T08:00:00Z' },
      { ...change, recordId: 'gera:offer:2', at: '2026-11-03T08:00:00Z', kind: 'REMOVED', node: null },
    ];
    const list = {
      until: 'x',
      hasMore: false,
      nodes: changes,
      understood: [],
      ignored: [],
      coverage: { ...fullCoverage, complete: false },
    };
    const { body, head } = await ask('/questions/changes.atom?city=gera&lang=de', { changes: list });
    expect(head).toMatchObject({ 'content-type': 'application/atom+xml; charset=utf-8' });
    const feed = parseAtomFeed(body);
    expect(feed).toMatchObject({
      id: 'http://hub.example.org/questions/changes.atom?city=gera&lang=de',
      title: { value: 'Hanse: Was neu ist – gera' },
      updated: '2026-11-03T08:00:00.000Z',
      categories: [{ term: 'incomplete' }],
    });
    expect(feed.entries).toEqual([
      expect.objectContaining({
        id: 'tag:hub.example.org,2026:gera:offer:2',
        title: { value: 'Entfernt oder nun verborgen: gera:offer:2' },
        updated: '2026-11-03T08:00:00.000Z',
      }),
      expect.objectContaining({
        id: 'tag:hub.example.org,2026:gera:programme:1',
        title: { value: 'Geändert: Wohnen & <b>mehr</b>' },
        summary: { value: 'Ein "Satz".' },
        authors: [{ name: 'Gera' }],
        links: [expect.objectContaining({ href: 'http://hub.example.org/programme/gera/1' })],
      }),
    ]);
  });

  test('tells of what a search finds, by when it was last changed', async () => {
    const { body } = await ask('/questions/experts.atom?text=x');
    expect(parseAtomFeed(body).title).toEqual({ value: 'Hanse: Fachleute – x' });
    expect(parseAtomFeed(body).entries).toEqual([
      expect.objectContaining({
        title: { value: 'Ada Ausgedacht' },
        updated: '2026-03-06T08:00:00.000Z',
        categories: [{ term: 'housing' }],
      }),
    ]);
  });
});

describe('a calendar', () => {
  test('has the days of an exchange, the last one included, and until when to register', async () => {
    const exchange = createExchange({
      endsOn: '2027-05-06',
      title: 'Wohnen; ansehen, in Köln',
      summary: 'Zwei Tage.\nMit Führung.',
    });
    const vague = createExchange({ id: 'gera:exchange:3', startsOn: '2027-06', registerBy: null });
    const { body } = await ask('/questions/exchanges.ics?text=x', { exchanges: createPage([exchange, vague]) });
    const calendar = new ICAL.Component(ICAL.parse(body) as unknown[]);
    expect(calendar.getFirstPropertyValue('name')).toMatch(/^Hanse: .+ – x$/);
    const events = calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
    expect(
      events.map(({ uid, summary, startDate, endDate }) => [uid, summary, String(startDate), String(endDate)]),
    ).toEqual([
      ['tag:hub.example.org,2026:gera:exchange:2', 'Wohnen; ansehen, in Köln', '2027-05-04', '2027-05-07'],
      [
        'tag:hub.example.org,2026:gera:exchange:2/register',
        'Anmeldung bis: Wohnen; ansehen, in Köln',
        '2027-03-15',
        '2027-03-16',
      ],
    ]);
    expect(events[0]!.description).toBe('Zwei Tage.\nMit Führung.');
    expect(events[0]!.location).toBe('Town hall, Gera');
    // RFC 5545, section 3.1
    for (const line of body.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });
});

describe('points on a map', () => {
  test('are cities with their values, and those whose place is not known have none', async () => {
    const listed = {
      ...city,
      lauCode: null,
      population: 1,
      languages: ['de'],
      connected: true,
      status: 'ADMITTED',
      source: null,
      alliances: [],
    };
    const { body, head } = await ask('/questions/cities.geojson', {
      cities: {
        totalCount: 2,
        pageInfo: { hasNextPage: false, endCursor: null },
        nodes: [
          { ...listed, location: { latitude: 50.9, longitude: 12.1 } },
          { ...listed, id: 'jena', location: null },
        ],
      },
    });
    expect(head).toMatchObject({ 'content-type': 'application/geo+json; charset=utf-8' });
    const { features } = check(body) as unknown as { features: { geometry: unknown; properties: object }[] };
    expect(features.map(({ geometry }) => geometry)).toEqual([{ type: 'Point', coordinates: [12.1, 50.9] }, null]);
    expect(features[0]!.properties).toMatchObject({ name: 'Gera', population: 1 });
    expect(features[0]!.properties).not.toHaveProperty('latitude');
  });

  test('are cities with what they have on a subject', async () => {
    const count = {
      alliance: null,
      country: null,
      population: null,
      cities: 1,
      staff: null,
      fewerThan: 3,
      programmes: 4,
      exchanges: 0,
      offers: 2,
      needs: null,
      atMost: { staff: 2, programmes: 5, exchanges: 0, offers: 2, needs: null },
    };
    const { body } = await ask('/questions/landscape.geojson?concepts=concept:housing', {
      landscape: {
        ...{ totalCount: 1, counted: 5, notCounted: 1, summariesAsOf: '2026-11-01T00:00:00Z' },
        pageInfo: { hasNextPage: false, endCursor: null },
        nodes: [
          {
            ...count,
            concept: { id: 'concept:housing', label: 'Wohnen' },
            city: { ...city, location: { latitude: -50.9, longitude: -12.1 } },
          },
        ],
      },
    });
    const answer = check(body) as unknown as { complete: boolean; notes: string[]; features: { properties: object }[] };
    expect(answer.features[0]!.properties).toMatchObject({
      subject: 'Wohnen',
      staff: null,
      ...{ staffFewerThan: 3, staffAtMost: 2 },
      ...{ programmes: 4, programmesAtMost: 5, offersAtMost: 2, needsAtMost: null },
    });
    expect(answer.complete).toBe(false);
    expect(answer.notes).toEqual([
      'Gezählt aus den Übersichten von 5 Städten, die älteste vom 1. November 2026; keine Stadt wurde gefragt.',
      'UNVOLLSTÄNDIG: Was 1 weitere Stadt hat, ist noch nicht bekannt.',
    ]);
  });
});

describe('OpenAPI', () => {
  test('is valid, and names every address with all that may be given', async () => {
    const { body } = await ask('/openapi.json');
    const document = JSON.parse(body) as { paths: Record<string, { get: { parameters: { name: string }[] } }> };
    const { valid, errors } = await new Validator().validate(document);
    expect([valid, errors]).toEqual([true, undefined]);
    expect(Object.keys(document.paths)).toEqual(
      QUESTIONS.flatMap((question) => formatsOf(question).map(({ ending }) => `/questions/${question.name}.${ending}`)),
    );
    expect(document.paths['/questions/experts.csv']!.get.parameters.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'text',
        'concepts',
        'role',
        'limit',
        'after',
        'lang',
        'separator',
        'headings',
        'comments',
      ]),
    );
  });
});

describe('the page with all addresses', () => {
  test.each(['en', 'de', 'nl'])('has examples in %s that are answered, and what may be given', async (lang) => {
    const { body } = await ask(`/questions?lang=${lang}`);
    const examples = [...body.matchAll(/href="(\/questions\/[^"]+)"/g)].map(([, path]) =>
      path!.replaceAll('&amp;', '&'),
    );
    expect(new Set(examples.map((path) => path.replace(/\?.*/, '')))).toEqual(
      new Set(
        QUESTIONS.flatMap((question) =>
          formatsOf(question).map(({ ending }) => `/questions/${question.name}.${ending}`),
        ),
      ),
    );
    for (const path of examples) {
      const { statusCode } = await server.inject({ method: 'GET', url: path });
      // The hub of this test knows experts alone, and has no answer to the others; none is refused.
      expect([path, statusCode]).toEqual([path, path.includes('experts') ? 200 : 503]);
    }
    for (const { options } of FORMATS) for (const { name } of options) expect(body).toContain(`<code>${name}</code>`);
  });
});
