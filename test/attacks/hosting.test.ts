import { MEMBER } from '../../subgraphs/city/auth/test/TestKey';
import { openTestCity } from '../database/openTestCity';
import type { TestCity } from '../database/openTestCity';
import { startTestHost } from '../database/startTestHost';
import type { TestHost } from '../database/startTestHost';
import { until } from '../until';

const SECRET = 'Onlyofjena';
const NAMES = `{ staffHits(text: "${SECRET}", day: "2026-01-01", first: 5) { total hits { id } } }`;
const nameOf = (id: string): string =>
  `{ _entities(representations: [{ __typename: "Staff", id: "${id}" }]) { ... on Staff { id name } } }`;

let gera: TestCity;
let jena: TestCity;
let hosted: TestHost;

beforeAll(async () => {
  [gera, jena] = await Promise.all([openTestCity('gera'), openTestCity('jena')]);
  for (const city of [gera, jena]) await city.insert('city', { id: city.cityId });
  await gera.insert('staff', { key: '1', name: 'Ada' });
  await jena.insert('staff', { key: '1', name: SECRET }, { key: '2', name: SECRET, visibility: 'NETWORK' });
  hosted = await startTestHost({
    gera: { DATABASE_URL: gera.databaseUrl, CITY_CURSOR_KEYS: 'g'.repeat(32), CITY_HOSTS: 'hanse.gera.example' },
    jena: { DATABASE_URL: jena.databaseUrl, CITY_CURSOR_KEYS: 'j'.repeat(32), CITY_HOSTS: 'hanse.jena.example' },
  });
});
afterAll(async () => {
  await hosted.close();
  await gera.close();
  await jena.close();
});

/** Why the settings of a city were refused, as the log has it. */
const refusals = (): string[] => hosted.log.flatMap(({ problem }) => (typeof problem === 'string' ? [problem] : []));

describe('a tenant among many', () => {
  it('CITY-235 is read with a token for it alone', async () => {
    expect(await hosted.ask('jena', NAMES)).toMatchObject({ status: 200, json: { data: { staffHits: { total: 1 } } } });
    for (const tokenFor of ['gera', 'hub', '', 'jena ', 'JENA', null]) {
      const answer = await hosted.ask('jena', NAMES, { tokenFor, viewer: MEMBER });
      expect([tokenFor, answer.status]).toEqual([tokenFor, 401]);
      expect(answer.text).not.toContain('jena:staff');
    }
  });

  it('CITY-236 is not reached by a path that begins with another one', async () => {
    const paths = [
      ...['/gera/../jena/graphql', '/gera/..%2fjena/graphql', '/gera//jena/graphql', '/gera/jena/graphql'],
      ...['/gera/./../jena/graphql', '//jena/graphql', '/gera;/jena/graphql', '/gera%2f..%2fjena%2fgraphql'],
      ...['/JENA/graphql', '/j%65na/graphql', '/jena%00/graphql', '/jena\\graphql', '/./jena/graphql'],
      ...['http://hanse.jena.example/graphql', 'http://hanse.jena.example/jena/graphql', '/gera/graphql?/jena/graphql'],
    ];
    for (const path of paths) {
      // The token of gera opens gera at most; that of jena opens nothing on the way to gera.
      for (const tokenFor of ['gera', 'jena']) {
        const answer = await hosted.ask('jena', NAMES, { path, tokenFor, viewer: MEMBER });
        expect([path, tokenFor, answer.text.includes('jena:staff')]).toEqual([path, tokenFor, false]);
      }
    }
  });

  it('CITY-237 is not reached by a host name beside the one that is asked', async () => {
    const asGera = { tokenFor: 'gera', viewer: MEMBER, path: '/graphql', host: 'hanse.gera.example' };
    const forwarded = { 'x-forwarded-host': 'hanse.jena.example', forwarded: 'host=hanse.jena.example' };
    const answer = await hosted.ask('gera', NAMES, { ...asGera, headers: forwarded });
    expect(answer).toMatchObject({ status: 200, json: { data: { staffHits: { total: 0, hits: [] } } } });
    // A name of a city leads to that city alone, whatever the path says.
    const crossed = { path: '/jena/graphql', host: 'hanse.gera.example', viewer: MEMBER };
    for (const tokenFor of ['gera', 'jena']) {
      expect((await hosted.ask('jena', NAMES, { ...crossed, tokenFor })).text).not.toContain('jena:staff');
    }
    for (const host of ['hanse.jena.example.evil.example', 'hanse.jena.example, x', 'jena', '', '[::1]']) {
      const other = await hosted.ask('jena', NAMES, { path: '/graphql', host, tokenFor: 'jena' });
      expect([host, other.status]).toEqual([host, 404]);
      expect(other.text).not.toContain('jena:staff');
    }
  });

  it("CITY-238 answers for no id of another, and takes no other's cursor", async () => {
    const answer = await hosted.ask('gera', nameOf('jena:staff:1'), { viewer: MEMBER });
    expect(answer.text).not.toContain(SECRET);
    const list = (after: string) =>
      `{ _entities(representations: [{ __typename: "City", id: "${after === '' ? 'jena' : 'gera'}" }]) { ... on City { staff(first: 1${after}) { nodes { id } pageInfo { endCursor } } } } }`;
    const page = await hosted.ask('jena', list(''), { viewer: MEMBER });
    const cursor: unknown = page.json.data._entities[0].staff.pageInfo.endCursor;
    expect(typeof cursor).toBe('string');
    const stolen = await hosted.ask('gera', list(`, after: ${JSON.stringify(cursor)}`), { viewer: MEMBER });
    expect(stolen.text).not.toContain(SECRET);
    expect(stolen.json.errors).toHaveLength(1);
  });

  it('CITY-239 keeps its database, role, host name and secret, whoever else names them', async () => {
    const own = { CITY_HOSTS: 'hanse.weimar.example', CITY_CURSOR_KEYS: 'w'.repeat(32) };
    // Also where the database holds nobody's data yet.
    const weimar = await openTestCity('weimar');
    try {
      const attempts: [Record<string, string>, string][] = [
        [{ ...own, DATABASE_URL: jena.databaseUrl }, 'The database holds the data of jena, not of weimar.'],
        [
          { ...own, DATABASE_URL: jena.databaseUrl.replace('127.0.0.1', 'localhost') },
          'The database holds the data of jena, not of weimar.',
        ],
        [
          { ...own, DATABASE_URL: weimar.databaseUrl, CITY_HOSTS: 'Hanse.Jena.Example' },
          'A host name of CITY_HOSTS is that of jena.',
        ],
        [
          { ...own, DATABASE_URL: weimar.databaseUrl, CITY_CURSOR_KEYS: 'j'.repeat(32) },
          'A secret of CITY_CURSOR_KEYS is that of jena.',
        ],
        [
          { ...own, DATABASE_URL: weimar.databaseUrl, CITY_ID: 'jena' },
          'CITY_ID must be the name of its folder, weimar, but got "jena".',
        ],
      ];
      for (const [settings, problem] of attempts) {
        await hosted.settle('weimar', settings);
        expect(refusals().at(-1)).toBe(problem);
        expect(await hosted.ask('weimar', NAMES)).toMatchObject({ status: 503 });
      }
      await hosted.settle('weimar', { ...own, DATABASE_URL: weimar.databaseUrl });
      expect(await hosted.ask('weimar', NAMES)).toMatchObject({ status: 200 });
      // Nobody's data is there yet, so that only the host can tell whose the database is.
      await hosted.settle('apolda', { CITY_CURSOR_KEYS: 'a'.repeat(32), DATABASE_URL: weimar.databaseUrl });
      expect(refusals().at(-1)).toBe('The database of DATABASE_URL is that of weimar.');
      await hosted.remove('apolda');
      await hosted.remove('weimar');
    } finally {
      await weimar.close();
    }
  });

  it("CITY-250 is not reached with another's role, nor is a role of another taken", async () => {
    const [own, foreign] = [new URL(gera.databaseUrl), new URL(jena.databaseUrl)];
    const attempts: [string, Record<string, string>][] = [
      // The role of gera at the database of jena, by the settings of gera, of jena, and of a third one.
      ['gera', { pathname: foreign.pathname, username: own.username, password: own.password }],
      ['jena', { pathname: foreign.pathname, username: own.username, password: own.password }],
      ['weimar', { pathname: foreign.pathname, username: own.username, password: own.password }],
      // The other way round, and with a password that is another's.
      ['gera', { pathname: own.pathname, username: foreign.username, password: foreign.password }],
      ['weimar', { pathname: foreign.pathname, username: foreign.username, password: own.password }],
    ];
    for (const [cityId, parts] of attempts) {
      const url = Object.assign(new URL(jena.databaseUrl), parts);
      const lone = await startTestHost({ [cityId]: { DATABASE_URL: url.href } });
      try {
        const answer = await lone.ask(cityId, NAMES, { viewer: MEMBER });
        expect([cityId, answer.status]).toEqual([cityId, 503]);
        expect(answer.text).not.toContain('staff');
        const text = JSON.stringify(lone.log);
        expect(text).toMatch(/permission denied for database|password authentication failed|28P01|42501/);
        expect(text).not.toContain(own.password);
        expect(text).not.toContain(foreign.password);
      } finally {
        await lone.close();
      }
    }
  });

  it('CITY-240 takes no secret and no database from the settings of its host', async () => {
    const lax = await startTestHost(
      { jena: { CITY_CURSOR_KEYS: 'x'.repeat(32) } },
      { DATABASE_URL: jena.databaseUrl, CITY_ID: 'jena', CITY_HOSTS: 'hanse.jena.example' },
    );
    try {
      expect(await lax.ask('jena', NAMES)).toMatchObject({ status: 503 });
      expect(lax.log.some(({ problem }) => String(problem).includes('DATABASE_URL must be'))).toBe(true);
    } finally {
      await lax.close();
    }
  });

  it("CITY-241 stands in no line of another's log, and no error names what is another's", async () => {
    const before = hosted.log.length;
    await hosted.ask('jena', `query Mine ${nameOf('jena:staff:2')}`, { viewer: MEMBER });
    await hosted.ask('gera', `query Foreign ${nameOf('jena:staff:2')}`, { viewer: MEMBER });
    await until('the log has it', () => hosted.log.some(({ operation }) => operation === 'Foreign'));
    const lines = hosted.log.slice(before);
    expect(lines.filter(({ operation }) => operation === 'Mine').map(({ city }) => city)).toEqual(['jena']);
    expect(JSON.stringify(lines.filter(({ city }) => city === 'gera'))).not.toMatch(/jena/);
    expect(JSON.stringify(hosted.log)).not.toContain(SECRET);
    expect(JSON.stringify(hosted.log)).not.toContain(new URL(jena.databaseUrl).password);
  });
});
