import fastifyAccepts from '@fastify/accepts';
import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { answerHttpErrors } from '../front/http/answerHttpErrors';
import { PAGE_POLICY } from './page/registerPage';
import { registerWeb } from './registerWeb';
import type { Coverage, Exchange, Programme } from './search/SearchAnswer';
import { city, createExpert, createFakeQuery, createPage, fullCoverage } from './test/createFakeQuery';
import type { FakeQuery } from './test/createFakeQuery';
import { createExchange } from './test/createExchange';
import { createNeed } from './test/createNeed';
import { createOffer } from './test/createOffer';
import { createProgramme } from './test/createProgramme';

const logger = pino({ level: 'silent' });
let server: FastifyInstance;
let fake: FakeQuery;

async function serve(hub: FakeQuery): Promise<void> {
  fake = hub;
  server = fastify();
  answerHttpErrors(server, logger);
  await server.register(fastifyAccepts);
  registerWeb(server, { query: fake.query, logger });
}

beforeEach(() => serve(createFakeQuery()));
afterEach(() => server.close());

/** The conditions that a page shows, by name, each with where its link leads. */
function conditionsIn(body: string): string[][] {
  const [, list = ''] = /<ul class="conditions"[^>]*>(.*?)<\/ul>/.exec(body) ?? [];
  return [...list.matchAll(/<a href="([^"]*)"(?: aria-label="([^"]*)")?>([^<]*)</g)].map(
    ([, href = '', label, text = '']) => [label ?? text, href.replaceAll('&amp;', '&')],
  );
}

function get(url: string, headers: Record<string, string> = {}) {
  return server.inject({ method: 'GET', url, headers });
}

describe('the page', () => {
  test('without a question asks no city', async () => {
    const { statusCode, body } = await get('/search');
    expect(statusCode).toBe(200);
    expect(body).toContain('<form role="search"');
    expect(body).toContain('<a href="/map">');
    expect(fake.asked).toEqual([]);
  });

  test('shows who was found, why, the experience, and what the answer rests on', async () => {
    const { statusCode, body } = await get('/search?text=housing');
    expect(statusCode).toBe(200);
    expect(body).toContain('1 person or office found');
    expect(body).toContain('Ada Ausgedacht');
    expect(body).toContain('the city’s topic “Homes” corresponds to “housing”');
    expect(body).toContain('led, 2019 – October 2023');
    expect(body).toContain('Wrote the plan.');
    expect(body).toContain('1 city could match and was asked; it answered. The answer is complete.');
  });

  test('offers the subjects that a question may be about of which nothing was understood', async () => {
    const page = {
      ...createPage([]),
      understood: [{ kind: 'WORD' as const, text: 'baths', label: 'baths', concept: null, city: null }],
      didYouMean: [{ id: 'concept:swimming-pools', label: 'swimming pools' }],
    };
    fake.answerCall(0, () => ({ data: { experts: page } }));
    const { body } = await get('/search?text=baths&city=gera&lang=en');
    expect(body).toContain(
      'Did you mean: <a href="/search?kind=experts&amp;text=swimming+pools&amp;city=gera&amp;lang=en">swimming pools</a>?',
    );
  });

  test('leads from nothing found to questions near it: another kind, all cities, one subject', async () => {
    const gera = { ...city, population: null, connected: true };
    const page = {
      ...createPage([], { ...fullCoverage, asked: 0, answered: 0, cities: [] }),
      understood: [{ kind: 'CITY' as const, text: 'Gera', label: 'Gera', concept: null, city: gera }],
      nearQuestions: [
        { kind: 'PROGRAMMES' as const, concept: null, everywhere: false, cities: 1 },
        { kind: 'EXPERTS' as const, concept: null, everywhere: true, cities: 3 },
        {
          ...{ kind: 'EXPERTS' as const, everywhere: false, cities: 2 },
          concept: { id: 'concept:housing', label: 'housing' },
        },
      ],
    };
    fake.answerCall(0, () => ({ data: { experts: page } }));
    const { body } = await get('/search?text=Mieten+in+Gera&city=gera&updatedSince=2025&notCity=jena&lang=en');
    expect(
      [...body.matchAll(/<li><a href="([^"]*)">([^<]*)<\/a> \((in[^<]*)\)/g)].map((found) => found.slice(1)),
    ).toEqual([
      [
        '/search?kind=programmes&amp;text=Mieten+in+Gera&amp;city=gera&amp;notCity=jena&amp;updatedSince=2025&amp;lang=en',
        'Programmes: the same question',
        'in 1 city',
      ],
      [
        '/search?kind=experts&amp;text=Mieten&amp;updatedSince=2025&amp;lang=en',
        'People and offices: the same question, in all cities',
        'in 3 cities',
      ],
      [
        '/search?kind=experts&amp;text=housing&amp;city=gera&amp;notCity=jena&amp;updatedSince=2025&amp;lang=en',
        'People and offices: housing',
        'in 2 cities',
      ],
    ]);
    expect(body).toContain('none had to be asked');
    expect(body).not.toMatch(/No city was asked|The answer is complete|Try a more general word/);
  });

  test('says shortly what was understood, folds what is narrower, and has a link for each condition without it', async () => {
    const concept = { id: 'concept:housing', label: 'housing' };
    const gera = { ...city, population: 104_659, connected: true };
    const page = {
      ...createPage([createExpert()]),
      understood: [
        { kind: 'CONCEPT' as const, text: 'Wohnen', label: 'Wohnen', concept, city: null },
        { kind: 'CITY' as const, text: 'Gera', label: 'Gera', concept: null, city: gera },
      ],
      ignored: [{ text: 'Ede', reason: 'NOT_IN_NETWORK' as const }],
      expansion: [concept, { id: 'concept:rents', label: 'rents' }],
    };
    fake.answerCall(0, () => ({ data: { experts: page } }));
    const { body } = await get('/search?text=Wohnen%20in%20Gera&city=jena&lang=en');
    expect(body).toContain('Understood as: <a href="/topic/housing?lang=en">housing</a></p>');
    expect(body).toContain('<summary>and 1 narrower one</summary><p>rents</p>');
    expect(body).toContain('Not in the network: Ede');
    const links = [...body.matchAll(/<a href="([^"]*)" aria-label="([^"]*)"/g)].map(([, href, label]) => [label, href]);
    expect(links).toEqual([
      ['Search without this condition: only Gera', '/search?kind=experts&amp;text=Wohnen&amp;city=jena&amp;lang=en'],
      ['Search without this condition: only Jena', '/search?kind=experts&amp;text=Wohnen+in+Gera&amp;lang=en'],
    ]);
  });

  test('HUB-633 what a question leaves out is a condition with its name, in its words and in the address, each with a link without it', async () => {
    const gera = { ...city, population: 104_659, connected: true };
    const part = {
      kind: 'CITY' as const,
      text: 'außer in Gera',
      label: 'Gera',
      concept: null,
      city: gera,
      excluded: true,
    };
    fake.answerCall(0, () => ({ data: { experts: { ...createPage([createExpert()]), understood: [part] } } }));
    const { body } = await get('/search?text=Wohnen%20au%C3%9Fer%20in%20Gera&notCity=jena&notCountry=nl&lang=de');
    const rest = (query: string) => `/search?kind=experts&${query}&lang=de`;
    expect(conditionsIn(body)).toEqual([
      ['Ohne diese Bedingung suchen: nicht Gera', rest('text=Wohnen&notCity=jena&notCountry=NL')],
      ['Ohne diese Bedingung suchen: nicht Jena', rest('text=Wohnen+au%C3%9Fer+in+Gera&notCountry=NL')],
      ['Ohne diese Bedingung suchen: nicht Niederlande', rest('text=Wohnen+au%C3%9Fer+in+Gera&notCity=jena')],
      ['Alle Bedingungen aufheben', rest('text=Wohnen')],
    ]);
    expect(fake.asked[0]!.variables['filter']).toEqual({ notCities: ['jena'], notCountries: ['NL'] });
    expect(body).toContain('<input type="hidden" name="notCity" value="jena"/>');
    // It is none of the cities that are asked.
    expect(body).not.toContain('<p class="city">');
  });

  test('escapes what a city publishes, and links to the web and to mail alone', async () => {
    const evil = '"><script>alert(1)</script>';
    await server.close();
    await serve(
      createFakeQuery([
        createExpert({
          name: evil,
          contact: { post: evil, email: `x@y.z?${evil}`, phone: evil, url: 'javascript:alert(1)' },
        }),
      ]),
    );
    const { body } = await get(`/search?text=${encodeURIComponent(evil)}`);
    expect(body).not.toContain('<script>');
    expect(body).toContain('&lt;script>');
    expect(body).not.toMatch(/href="(javascript|mailto)/);
  });

  /** The page of one programme, as text and as it is. */
  async function showProgramme(values: Partial<Programme>, lang = 'en'): Promise<{ body: string; words: string }> {
    fake.answerCall(fake.asked.length, () => ({ data: { programmes: createPage([createProgramme(values)]) } }));
    const { body } = await get(`/search?kind=programmes&text=housing&lang=${lang}`);
    const words = body
      .replaceAll('<wbr/>', '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ');
    return { body, words };
  }

  test('tells of a programme what a council paper needs, without a second question', async () => {
    const { body, words } = await showProgramme({});
    for (const said of [
      'Costs €4,250,000 in total €1,500,000.50 from the city’s own money Ohne Mieten.',
      'Visit Come and see the homes April to October · for up to 10 people · German, English Wohnungsamt',
      'Paid by European Union: ESF+, Europäische Kommission · €2,000,000 · 47.06 % of the costs',
      'Staff 6.5 full-time equivalents Reaches 1,200 Haushalte im Jahr',
      'Results Menschen in Notunterkünften: 120 Menschen (before: 400) · December 2025 · Bericht an den Rat',
      'What did not work Wohnungen am Stadtrand standen leer.',
      'Legal basis SGB XII, § 67 Documents Konzept · February 2021',
      'Adapted from First a home · Jena Adapted by Wohnen zuerst · suhl The answer is not complete.',
    ]) {
      expect(words).toContain(said);
    }
    for (const href of ['tel:+493023125117', 'mailto:wohnen@gera.example', 'https://gera.example/konzept.pdf']) {
      expect(body).toContain(`href="${href}"`);
    }
    expect(body).toMatch(/<summary>More: Paid by, Results, What did not work,/);
  });

  test('writes figures as in its language, and says in which language a title is', async () => {
    const { body, words } = await showProgramme({ text: null }, 'de');
    expect(words.replace(/\u00a0/g, ' ')).toContain('Kosten insgesamt 4.250.000 € 1.500.000,50 € aus eigenen Mitteln');
    expect(body).toContain('<h3><a href="/programme/gera/wohnen?lang=de" lang="de">Wohnen für alle</a></h3>');
    expect((await showProgramme({})).body).toMatch(/<h3><a href="[^"]*" lang="en">Homes for all<\/a><\/h3>/);
  });

  test('says how old each record is and where an error is reported, which names the record', async () => {
    const { body, words } = await showProgramme({});
    expect(words).toContain('As of March 2026 · Report an error to Gera: wohnen@gera.example · gera:programme:wohnen');
    expect(body).toContain('href="mailto:wohnen@gera.example?subject=Error%20in%20gera%3Aprogramme%3Awohnen"');
    const expert = (await get('/search?text=housing&lang=de')).body;
    expect(expert).toContain('Zuletzt geändert: 6. März 2026');
    expect(expert).toContain('Fehler an die Verwaltung von Gera melden; der Eintrag nennt keinen Kontakt');
    expect(expert).toContain('gera:staff:1');
  });

  test('tells of a coming exchange where it is and until when to register, and whether the host it names confirms it', async () => {
    const show = async (values: Partial<Exchange>): Promise<string> => {
      const page = createPage([createExchange(values)]);
      fake.answerCall(fake.asked.length, () => ({ data: { exchanges: page } }));
      return (await get('/search?kind=exchanges&text=housing')).body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    };
    const coming = await show({});
    expect(coming).toContain('Register by 15 March 2027 Open to Staff of housing offices Place Town hall Contact Amt');
    expect(coming).toContain('Host Gera Guests');
    const host = { id: 'jena', name: 'Jena', country: 'DE' };
    expect(await show({ host, hostConfirmed: true })).toContain('Host Jena · confirmed by the host');
    expect(await show({ host, hostConfirmed: false })).toContain('Host Jena · not confirmed by the host');
    expect(await show({ host, hostConfirmed: null })).toContain(
      'Host Jena · whether the host confirms it is not known',
    );
    expect(await show({ host: null, hostConfirmed: null })).not.toContain('Host');
  });

  test('tells of an offer in which form, when, for how many and in which languages, and whom to ask', async () => {
    fake.answerCall(fake.asked.length, () => ({ data: { offers: createPage([createOffer()]) } }));
    const words = (await get('/search?kind=offers&text=housing')).body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    expect(words).toContain('1 offer found');
    expect(words).toContain(
      'See the flats Gera · Visit · On Tuesdays · for up to 12 people · German, Dutch An afternoon. Programme Homes for all Contact Amt',
    );
  });

  test('tells of a need whether it is still open, until when, and whom to tell', async () => {
    fake.answerCall(fake.asked.length, () => ({ data: { needs: createPage([createNeed()]) } }));
    const { body } = await get('/search?kind=needs&text=housing');
    expect(body).toContain('<a href="/need/gera/1"');
    const words = body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    expect(words).toContain('1 request found');
    expect(words).toContain(
      'Experience with Housing First Gera · still open We begin next year. Wanted by March 2027 Contact Amt',
    );
  });

  test('a city on contract 1.0 says what it did before, and nothing is folded away', async () => {
    const lacking = Object.fromEntries(
      Object.entries(createProgramme()).map(([name, value]) => [name, Array.isArray(value) ? null : value]),
    );
    const old = {
      text: null,
      reach: null,
      staffEffort: null,
      contact: null,
      problem: null,
      approach: null,
      reviewedOn: null,
    };
    const none = { documents: [], staff: [], partners: [], adaptedFrom: null, adaptedBy: null, licence: null };
    const { body, words } = await showProgramme({ ...lacking, ...old, ...none });
    expect(words).toContain('Wohnen für alle');
    expect(words).toContain('Last changed on 1 May 2026');
    expect(body).not.toContain('<summary>More');
  });

  test('escapes and does not link what a city writes into the fields of a programme', async () => {
    const evil = '"><script>alert(1)</script>';
    const { body } = await showProgramme({
      problem: evil,
      costs: [{ amount: evil, currency: evil, period: 'ONCE', scope: 'TOTAL', note: evil }],
      lessons: [{ kind: 'DID_NOT_WORK', text: evil }],
      legalBasis: [{ title: evil, url: 'javascript:alert(1)' }],
      documents: [{ title: evil, url: 'data:text/html,x', language: evil, publishedOn: evil }],
      contact: { post: evil, email: `x@y.z?bcc=${evil}`, phone: `tel:${evil}`, url: 'javascript:alert(2)' },
      offers: [],
      staff: [],
    });
    expect(body).not.toContain('<script>');
    expect(body).not.toMatch(/href="(javascript|data|mailto|tel)/);
  });

  test('allows a browser one script of the hub, none in the page, and nothing from elsewhere', async () => {
    for (const url of ['/', '/search?text=housing', '/search?kind=mayors']) {
      const { headers, body } = await get(url);
      expect(headers['content-security-policy']).toBe(PAGE_POLICY);
      expect(headers['cache-control']).toBe('no-store');
      expect(body.match(/<script[^>]*>/g)).toEqual([
        expect.stringMatching(/^<script src="\/suggest\.js\?[\w-]+" defer>$/),
      ]);
      expect(body).not.toMatch(/style=|(src|action)="(https?:)?\/\//);
    }
  });

  test('speaks the language that the browser prefers, and the one of the switch before that', async () => {
    const dutch = await get('/', { 'accept-language': 'fr, nl-BE;q=0.8, de;q=0.5' });
    expect(dutch.headers).toMatchObject({ 'content-language': 'nl', vary: 'accept-language' });
    expect(dutch.body).toContain('<html lang="nl">');
    expect((await get('/search?lang=de', { 'accept-language': 'nl' })).body).toContain('<html lang="de">');
    expect((await get('/', { 'accept-language': 'fr' })).body).toContain('<html lang="en">');
    expect((await get('/search?lang=tlh')).body).toContain('<html lang="en">');
  });

  test('asks for labels in its own language', async () => {
    await get('/search?text=housing&lang=de');
    expect(fake.asked[0]?.variables).toMatchObject({ text: 'housing', lang: 'de' });
  });

  test('links to the next page with the same question', async () => {
    await server.close();
    await serve(createFakeQuery(Array.from({ length: 21 }, (_, at) => createExpert({ id: `gera:staff:${at}` }))));
    const { body } = await get('/search?text=housing&city=gera&lang=de');
    const next = /href="([^"]*)" rel="next"/.exec(body)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(Object.fromEntries(new URL(next, 'http://hub').searchParams)).toEqual({
      kind: 'experts',
      text: 'housing',
      city: 'gera',
      after: '20',
      lang: 'de',
    });
    const second = await get(next);
    expect(second.body.match(/<article>/g)).toHaveLength(1);
    expect(second.body).toContain('rel="first"');
  });

  test('says which records could not be had', async () => {
    await server.close();
    await serve(createFakeQuery([createExpert(), null]));
    const { statusCode, body } = await get('/search?text=housing');
    expect(statusCode).toBe(200);
    expect(body).toContain('could not be reached for the details');
  });

  test('shows an answer that is not complete as such', async () => {
    const coverage = {
      ...fullCoverage,
      answered: 0,
      complete: false,
      cities: fullCoverage.cities.map((answer) => ({ ...answer, status: 'UNREACHABLE' as const })),
    };
    fake.answerCall(0, () => ({ data: { experts: createPage([], coverage) } }));
    const { body } = await get('/search?text=housing&after=there');
    expect(body).toContain('Could not be reached: Gera. The answer is not complete.');
    expect(body).toContain('<a href="/search?kind=experts&amp;text=housing&amp;after=there">Ask again</a>');
    expect(body.indexOf('class="coverage incomplete"')).toBeLessThan(body.indexOf('did not answer<'));
    expect(body).not.toContain('Try a more general word');

    fake.answerCall(1, () => ({ data: { experts: createPage([createExpert()], coverage) } }));
    expect((await get('/search?text=housing')).body).toContain('At least 1 person or office found');
  });

  test('says first that only members may see what there is', async () => {
    const cities = fullCoverage.cities.map((answer) => ({ ...answer, withheld: true }));
    fake.answerCall(0, () => ({ data: { experts: createPage([], { ...fullCoverage, cities }) } }));
    const { body } = await get('/search?text=housing');
    expect(body.indexOf('Has more for signed-in members')).toBeLessThan(body.indexOf('No people or offices found'));
    expect(body).not.toContain('Try a more general word');
  });

  const facets = {
    ...{
      withheld: false,
      notDivided: 2,
      alliances: [],
      populations: [{ population: { min: 50_000, below: 100_000 }, count: 4 }],
    },
    cities: [{ city, count: 4 }],
    concepts: [{ concept: { id: 'concept:rents', label: 'rents' }, count: null, fewerThan: 3 }],
    countries: [
      { country: 'NL', count: 1_200 },
      { country: 'DE', count: 4 },
    ],
    funders: [{ funder: 'Rijk, en provincie', count: 1 }],
    years: [
      { year: 2019, count: 2 },
      { year: 2023, count: 1 },
    ],
    goodPractice: [{ value: true, count: 3 }],
  };

  test('HUB-656 offers nothing to narrow down where nothing was found', async () => {
    const narrowDown = async (...found: readonly ReturnType<typeof createExpert>[]) => {
      const page = { ...createPage(found, fullCoverage), facets: { withheld: true } };
      fake.answerCall(fake.asked.length, () => ({ data: { experts: page } }));
      return (await get('/search?text=Xyzzy&lang=en')).body.includes('<summary>Narrow down</summary>');
    };
    expect([await narrowDown(createExpert()), await narrowDown()]).toEqual([true, false]);
  });

  /** What stands beside the list: each value of a facet with its count, whether it is in force, and where it leads. */
  function facetsIn(body: string): string[] {
    const [, list = ''] = /<nav aria-label="Narrow down">(.*?)<\/nav>/.exec(body) ?? [];
    return [...list.matchAll(/<li>(.*?)<\/li>/g)].map(([, value = '']) => {
      const href = /href="\/search\?([^"]*)"/.exec(value)?.[1]?.replaceAll('&amp;', '&') ?? '';
      return `${value.includes('aria-current') ? '* ' : ''}${value.replace(/<[^>]+>/g, '')} -> ${href}`;
    });
  }

  test('narrows down by how all matches divide: each value is a link to the question with it, and without it where it is in force', async () => {
    fake.answerCall(0, () => ({ data: { programmes: { ...createPage([createProgramme()]), facets } } }));
    const { body } = await get('/search?kind=programmes&text=housing&country=DE&lang=en&after=there');
    const rest = 'kind=programmes&text=housing';
    expect(facetsIn(body)).toEqual([
      `rents &lt; 3 -> ${rest}&concepts=concept%3Arents&country=DE&lang=en`,
      `Netherlands 1,200 -> ${rest}&country=DE&country=NL&lang=en`,
      `* Germany 4 -> ${rest}&lang=en`,
      `Gera 4 -> ${rest}&city=gera&country=DE&lang=en`,
      `50,000 to 99,999 inhabitants 4 -> ${rest}&country=DE&populationMin=50000&populationMax=99999&lang=en`,
      `good practice 3 -> ${rest}&country=DE&goodPractice=true&lang=en`,
      `Rijk, en provincie 1 -> ${rest}&country=DE&funder=Rijk%2C+en+provincie&lang=en`,
      '2023 1 -> ',
      '2019 2 -> ',
    ]);
    expect(body).toContain('2 of them are not counted here in full');
  });

  test('keeps the other values of a facet when one is chosen, each with what it would find', async () => {
    const countries = [
      { country: 'DE', count: 9 },
      { country: 'NL', count: 5 },
    ];
    const without = (complete: boolean) => ({
      ...{ facets: { withheld: false, countries }, coverage: { complete } },
    });
    const page = { ...createPage([createProgramme()]), facets: { ...facets, countries: countries.slice(1) } };
    for (const complete of [true, false]) {
      fake.answerCall(fake.asked.length, () => ({ data: { programmes: page, countriesWithout: without(complete) } }));
      const { body } = await get('/search?kind=programmes&text=housing&country=NL&lang=en');
      expect(facetsIn(body).filter((value) => /Germany|Netherlands/.test(value))).toEqual([
        `Germany ${complete ? '9' : '9+'} -> kind=programmes&text=housing&country=NL&country=DE&lang=en`,
        `* Netherlands ${complete ? '5' : '5+'} -> kind=programmes&text=housing&lang=en`,
      ]);
      expect(conditionsIn(body).map(([name]) => name)).toContain('Search without this condition: Netherlands');
    }
  });

  test('gives up the other values of a facet before it gives up facets, where all would cost too much', async () => {
    const tooMuch = () => ({ data: null, errors: [{ message: 'Too much.', extensions: { code: 'TOO_COSTLY' } }] });
    fake.answerCall(0, tooMuch);
    fake.answerCall(1, () => ({ data: { programmes: { ...createPage([createProgramme()]), facets } } }));
    const { body } = await get('/search?kind=programmes&text=housing&country=DE&lang=en');
    expect(facetsIn(body)).toContain('* Germany 4 -> kind=programmes&text=housing&lang=en');
    expect(fake.asked).toHaveLength(2);
  });

  test('narrows exchanges down to a year and what came later', async () => {
    const years = [
      { year: 2017, count: 3 },
      { year: 2022, count: 1 },
      { year: 2020, count: 2 },
    ];
    const page = { ...createPage([createExchange()]), facets: { ...facets, years } };
    fake.answerCall(0, () => ({
      data: { exchanges: page, yearsWithout: { facets: { withheld: false, years }, coverage: { complete: true } } },
    }));
    const { body } = await get('/search?kind=exchanges&text=housing&startsAfter=2019-12-31&lang=en');
    const rest = 'kind=exchanges&text=housing';
    expect(facetsIn(body).filter((value) => value.includes('later'))).toEqual([
      `2022 or later 1 -> ${rest}&startsAfter=2021-12-31&lang=en`,
      `* 2020 or later 3 -> ${rest}&lang=en`,
      `2017 or later 6 -> ${rest}&startsAfter=2016-12-31&lang=en`,
    ]);
    expect(conditionsIn(body).map(([name]) => name)).toContain('Search without this condition: 2020 or later');
  });

  test('has the other kinds of search as tabs, with how many each finds, and a plus where there may be more', async () => {
    const count = (totalCount: number, complete = true) => ({ totalCount, coverage: { complete } });
    fake.answerCall(0, ({ data }) => ({
      data: { ...data, programmes: count(1_234), needs: count(0), offers: count(3, false) },
    }));
    const { body } = await get('/search?text=housing&city=gera&role=LED&lang=en');
    const [, tabs = ''] = /<nav class="tabs"[^>]*>(.*?)<\/nav>/.exec(body) ?? [];
    expect([...tabs.matchAll(/>([^<>]+)<\/a>/g)].map(([, words]) => words)).toEqual([
      'People and offices (1)',
      'Programmes (1,234)',
      'Exchanges',
      'Offers (3+)',
      'Requests (0)',
    ]);
    // A programme has no role.
    expect(tabs).toContain('href="/search?kind=programmes&amp;text=housing&amp;city=gera&amp;lang=en"');
    expect(fake.asked).toHaveLength(1);
  });

  test('asks for the hits alone where all that it shows would cost too much', async () => {
    fake.answerCall(0, () => ({ data: null, errors: [{ message: 'Too much.', extensions: { code: 'TOO_COSTLY' } }] }));
    const { statusCode, body } = await get('/search?text=housing');
    expect([statusCode, fake.asked.length]).toEqual([200, 2]);
    expect(body).toContain('1 person or office found');
    expect(fake.asked[1]?.query).not.toContain('facets');
  });

  test('shows the same hits as a table, and keeps every condition in it, in files, in the feed and in the explorer', async () => {
    const { body } = await get('/search?text=housing&country=DE&role=LED&order=TITLE&view=table&lang=de');
    expect(body).toMatch(
      /<th scope="row"><a href="\/staff\/gera\/1\?lang=de">Ada Ausgedacht<\/a><small>Head of Housing<\/small><\/th>/,
    );
    expect(body).not.toContain('<article>');
    const hrefs = [...body.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
    const asked = 'text=housing&country=DE&role=LED&order=TITLE';
    expect(hrefs).toEqual(
      expect.arrayContaining([
        `/questions/experts.atom?${asked.replace('TITLE', 'NEWEST')}&lang=de`,
        `/questions/experts.xlsx?${asked}&lang=de`,
        `/questions/experts.csv?${asked}&lang=de&separator=%3B&comments=end`,
        `/questions/experts.json?${asked}&lang=de`,
        `/search?kind=experts&${asked}&lang=de`,
        `/search?kind=experts&${asked.replace('order=TITLE', 'order=NEWEST')}&view=table&lang=de`,
      ]),
    );
    expect(hrefs.find((href) => href.startsWith('/explorer'))).toContain(encodeURIComponent('"LED"'));
    expect(fake.asked[0]?.variables).toMatchObject({ first: 50, filter: { countries: ['DE'], roles: ['LED'] } });
  });

  test('HUB-775 a tab says 0 where no city meets the conditions, and no number where none was heard', async () => {
    const none = (coverage: Partial<Coverage>) => ({
      ...{ totalCount: 0, coverage: { asked: 0, notAsked: 0, complete: false, ...coverage } },
    });
    fake.answerCall(0, ({ data }) => ({
      data: { ...data, programmes: none({}), exchanges: none({ asked: 2 }), needs: none({ notAsked: 1 }) },
    }));
    const { body } = await get('/search?text=housing&lang=en');
    const [, tabs = ''] = /<nav class="tabs"[^>]*>(.*?)<\/nav>/.exec(body) ?? [];
    expect([...tabs.matchAll(/>([^<>]+)<\/a>/g)].map(([, words]) => words)).toEqual([
      ...['People and offices (1)', 'Programmes (0)', 'Exchanges', 'Offers', 'Requests'],
    ]);
  });

  test('says how well something fits in words, and tells the score to who asks', async () => {
    const { body } = await get('/search?text=housing&lang=de');
    expect(body).toContain('<summary><b>Passt gut</b>: das Thema „Homes“ der Stadt entspricht „housing“</summary>');
    expect(body).toContain('690 von 1000 Punkten</p></details>');
  });

  test('lists city by city what became of asking it', async () => {
    const cities = [{ ...fullCoverage.cities[0]!, tookMs: 12, status: 'TIMED_OUT' as const, hits: null }];
    fake.answerCall(0, () => ({ data: { experts: createPage([], { ...fullCoverage, complete: false, cities }) } }));
    const { body } = await get('/search?text=housing');
    expect(body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')).toContain('Gera did not answer in time – 12 ms');
  });

  test('answers what was asked where the page once was, and leads on to where it is', async () => {
    const { statusCode, body } = await get('/?kind=experts&text=housing');
    expect(statusCode).toBe(200);
    expect(body).toContain('1 person or office found');
    expect(body).not.toContain('href="/?kind');
  });

  test.each(['/search?text=&country=DE&lang=de', '/map?country=DE&lang=de'])(
    'HUB-588 a condition that the next question keeps is seen at %s, where nothing is asked',
    async (path) => {
      const { body } = await get(path);
      expect(body).toContain('<input type="hidden" name="country" value="DE"/>');
      expect(body).toMatch(/<ul class="conditions"[^>]*><li><a href="[^"]*" aria-label="[^"]*">Deutschland<\/a>/);
    },
  );

  test.each([
    '/search?text=&city=gera&notAlliance=alliance:coast&country=de&near=jena:50&lang=de',
    '/map?city=gera&notAlliance=alliance:coast&country=de&near=jena:50&lang=de',
  ])('HUB-634 the conditions have their names where nothing is answered, too: %s', async (path) => {
    const { body } = await get(path);
    expect(conditionsIn(body).map(([name]) => name)).toEqual(
      ['nur Gera', 'Deutschland', 'nicht coast', 'höchstens 50 km von Jena']
        .map((condition) => `Ohne diese Bedingung suchen: ${condition}`)
        .concat('Alle Bedingungen aufheben'),
    );
  });

  test('HUB-740 a hundred conditions are told, of which ten can be removed each, so that the page stays small', async () => {
    const cities = Array.from({ length: 100 }, (_, at) => `&notCity=Ein-langer-name-${at}`);
    const { body } = await get(`/search?text=housing&lang=en${cities.join('')}`);
    const shown = conditionsIn(body).map(([name]) => name);
    expect(shown.slice(9)).toEqual(['Search without this condition: not Ein-langer-name-9', 'Remove all conditions']);
    const [, folded = ''] = /<summary>and 90 more<\/summary>(.*?)<\/details>/.exec(body) ?? [];
    expect(folded).toMatch(/^not Ein-langer-name-10 · .* · not Ein-langer-name-99$/);
    expect(body.length).toBeLessThan(150_000);
  });

  test('HUB-589 a pasted paragraph does not fill the title', async () => {
    const { body } = await get(`/search?text=${'Wohnen '.repeat(40)}&lang=de`);
    expect(/<title>(.*?)<\/title>/.exec(body)![1]!.length).toBeLessThan(120);
  });

  test('offers the subjects below a broad one as questions of their own', async () => {
    const below = Array.from({ length: 40 }, (_, at) => ({ id: `concept:n${at}`, label: `n${at}` }));
    const concept = { id: 'concept:social-affairs', label: 'social affairs', narrower: below.slice(0, 8) };
    const page = {
      ...createPage([createExpert()]),
      understood: [{ kind: 'CONCEPT' as const, text: 'Soziales', label: 'Soziales', concept, city: null }],
      expansion: [concept, ...below],
    };
    fake.answerCall(0, () => ({ data: { experts: page } }));
    const { body } = await get('/search?text=Soziales&city=jena&lang=de');
    expect(body).toContain('Ein weites Thema. Genauer vielleicht');
    expect(body).toContain('<a href="/search?kind=experts&amp;text=n0&amp;city=jena&amp;lang=de">n0</a>');
    // Else a phone shows nothing of what was found.
    const [, folded = ''] = /<summary>und 2 weitere<\/summary>(.*?)<\/details>/.exec(body) ?? [];
    expect([...folded.matchAll(/>(n\d)</g)].map(([, label]) => label)).toEqual(['n6', 'n7']);
  });

  test.each(['/search?kind=mayors', '/search?text=a&text=b', `/search?text=${'x'.repeat(1_001)}`])(
    'answers %.30s with 400 and words',
    async (url) => {
      const { statusCode, body } = await get(url);
      expect(statusCode).toBe(400);
      expect(body).toContain('role="alert"');
      expect(fake.asked).toEqual([]);
    },
  );

  test('passes on why the hub refuses a question', async () => {
    fake.answerCall(0, () => ({
      data: null,
      errors: [{ message: 'No city <b>.', extensions: { code: 'BAD_USER_INPUT' } }],
    }));
    const { statusCode, body } = await get('/search?text=housing');
    expect(statusCode).toBe(400);
    expect(body).toContain('No city &lt;b>.');
  });

  test('keeps what was typed where it cannot be asked, and names parameters that say nothing', async () => {
    const long = 'y'.repeat(1_001);
    const { statusCode, body } = await get(`/search?text=${long}&lang=de`);
    expect(statusCode).toBe(400);
    expect(body).toContain(`value="${long}"`);
    expect(fake.asked).toEqual([]);
    const used = await get('/search?text=housing&country=NL&colour=red&status=ACTIVE');
    expect(conditionsIn(used.body)).toEqual([
      ['Search without this condition: Netherlands', '/search?kind=experts&text=housing'],
      ['not known here, not used: colour', '/search?kind=experts&text=housing&country=NL'],
      ['not known here, not used: status', '/search?kind=experts&text=housing&country=NL'],
    ]);
    expect(fake.asked[0]?.variables).toMatchObject({ filter: { countries: ['NL'] } });
  });

  test('is there too where nothing else is, for who looks with a browser, in their language', async () => {
    const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'accept-language': 'nl' };
    const { statusCode, headers, body } = await get('/nope?text=Wonen', browser);
    expect(statusCode).toBe(404);
    expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'content-language': 'nl' });
    expect(body).toContain('Op dit adres is niets te vinden');
    expect(body).toContain('value="Wonen"');
    expect(body).toContain('<form role="search"');
    expect(body).toContain('<a href="/map">');
    for (const [url, accept] of [
      ['/nope', 'application/json'],
      ['/subgraphs/none', browser.accept],
    ] as const) {
      expect((await get(url, { accept })).json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    }
  });

  test('tells nothing of what went wrong inside', async () => {
    fake.answerCall(0, () => Promise.reject(new Error('10.0.0.7 refused')));
    fake.answerCall(1, () => ({ data: null, errors: [{ message: '10.0.0.7 refused' }] }));
    for (const url of ['/search?text=housing', '/search?text=housing&lang=nl']) {
      const { statusCode, body } = await get(url);
      expect(statusCode).toBe(503);
      expect(body).toContain('role="alert"');
      expect(body).not.toMatch(/10\.0\.0\.7|Error/);
      expect(body).toMatch(/<a href="\/search\?kind=experts&amp;text=housing[^"]*">(Ask again|Opnieuw vragen)<\/a>/);
    }
  });
});

describe('the search box', () => {
  test('is told how a question may go on: subjects, and cities with their country', async () => {
    fake.answerCall(0, () => ({
      data: {
        suggest: [
          { label: 'housing', replaces: 'hou', city: null },
          { label: 'Houten', replaces: 'hou', city: { country: 'NL' } },
        ],
      },
    }));
    const { statusCode, body } = await get('/suggest?lang=en&text=who+knows+about+hou');
    expect([statusCode, JSON.parse(body)]).toEqual([
      200,
      [
        { label: 'housing', note: null, question: 'who knows about housing' },
        { label: 'Houten', note: 'NL', question: 'who knows about Houten' },
      ],
    ]);
    expect(fake.asked[0]?.variables).toEqual({ text: 'who knows about hou', lang: 'en', first: 8 });
  });

  test('is told nothing of what is no question, and asks nobody', async () => {
    for (const text of ['', '+', 'x'.repeat(501)]) expect((await get(`/suggest?text=${text}`)).body).toBe('[]');
    expect(fake.asked).toEqual([]);
  });

  test('has no suggestions where the hub has no answer, and is not told why', async () => {
    fake.answerCall(0, () => Promise.reject(new Error('10.0.0.7 refused')));
    fake.answerCall(1, () => ({ data: null, errors: [{ message: '10.0.0.7 refused' }] }));
    for (const text of ['ho', 'hou']) {
      expect(await get(`/suggest?text=${text}`)).toMatchObject({ statusCode: 503, body: '[]' });
    }
  });
});

describe('the explorer', () => {
  test('loads all its parts from the hub, and the hub has them', async () => {
    const { statusCode, headers, body } = await get('/explorer');
    expect(statusCode).toBe(200);
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self';");
    const parts = [...body.matchAll(/<(?:script|link)[^>]* (?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(parts.map((path) => path.split('?')[0])).toEqual([
      ...['/favicon.svg', '/hanse.css', '/explorer/explorer.css', '/explorer/explorer.js'],
    ]);
    for (const path of parts) expect((await get(path)).statusCode).toBe(200);
  });

  test('offers the headline query and one more for each report', async () => {
    const { body } = await get('/explorer?lang=nl');
    expect(body.match(/<li><a href="\/explorer\?lang=nl&amp;query=/g)).toHaveLength(6);
    expect(body).toContain('Wie weet iets van actieplannen tegen dakloosheid, wat kosten ze,');
  });

  test('carries nothing of its address', async () => {
    expect((await get('/explorer?query=%3C/script%3Epwned&variables=pwned')).body).not.toContain('pwned');
  });
});

describe('a part that never changes', () => {
  test('may be kept for good under the address with its hash, and is checked under any other', async () => {
    const [href = ''] = /\/hanse\.css\?[\w-]+/.exec((await get('/')).body) ?? [];
    expect((await get(href)).headers['cache-control']).toContain('immutable');
    expect((await get('/hanse.css')).headers['cache-control']).toBe('public, no-cache');
  });

  test('is not sent again to a browser that has it', async () => {
    const { headers } = await get('/explorer/explorer.js');
    const again = await get('/explorer/explorer.js', { 'if-none-match': String(headers.etag).replace('W/', '') });
    expect(again).toMatchObject({ statusCode: 304, body: '' });
    expect((await get('/explorer/explorer.js', { 'if-none-match': '"other"' })).statusCode).toBe(200);
  });
});
