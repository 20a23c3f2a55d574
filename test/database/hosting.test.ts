import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MEMBER } from '../../subgraphs/city/auth/test/TestKey';
import { REQUEST_TIMEOUT_HEADER } from '../../subgraphs/contract/headers';
import { asSuperuser } from '../postgres/createTestDatabase';
import { DatabaseWire } from '../postgres/DatabaseWire';
import { openTestCity } from './openTestCity';
import type { TestCity } from './openTestCity';
import { startTestHost } from './startTestHost';
import type { TestHost } from './startTestHost';
import { until } from '../until';

const NAMES = '{ staffHits(text: "ada", day: "2026-01-01", first: 5) { total hits { id } } }';

let gera: TestCity;
let jena: TestCity;
let hosted: TestHost;

beforeAll(async () => {
  [gera, jena] = await Promise.all([openTestCity('gera'), openTestCity('jena')]);
  for (const city of [gera, jena]) {
    await city.insert('city', { id: city.cityId });
    await city.insert('staff', { key: '1', name: 'Ada' });
  }
  hosted = await startTestHost({
    gera: { DATABASE_URL: gera.databaseUrl },
    jena: { DATABASE_URL: jena.databaseUrl, CITY_HOSTS: 'hanse.jena.example' },
  });
});
afterAll(async () => {
  await hosted.close();
  await gera.close();
  await jena.close();
});

const idsOf = (answer: { readonly json: { data?: { staffHits?: { hits?: { id: string }[] } } } }) =>
  answer.json.data?.staffHits?.hits?.map(({ id }) => id);

const nameOf = ({ databaseUrl }: TestCity): string => new URL(databaseUrl).pathname.slice(1);

const inDatabase = (statement: string) => asSuperuser('postgres', (admin) => admin.query(statement));
const endSessions = (city: TestCity) =>
  inDatabase(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${nameOf(city)}'`);

/** A line of the log, when it is there. */
async function logged(matches: (line: Readonly<Record<string, unknown>>) => boolean) {
  await until('a line of the log', () => hosted.log.some(matches));
  return hosted.log.find(matches);
}

describe('many cities in one process', () => {
  it('CITY-220 answers each by its path, and by a host name of its own', async () => {
    expect(idsOf(await hosted.ask('gera', NAMES))).toEqual(['gera:staff:1']);
    expect(idsOf(await hosted.ask('jena', NAMES))).toEqual(['jena:staff:1']);
    const byName = { path: '/graphql', host: 'Hanse.Jena.Example:443' };
    expect(idsOf(await hosted.ask('jena', NAMES, byName))).toEqual(['jena:staff:1']);
  });

  it('CITY-221 writes what a member was told into the log of the city that told it, and of no other', async () => {
    await hosted.ask('jena', NAMES, { viewer: MEMBER });
    const told = '{ staffHits(text: "ada", day: "2026-01-01", first: 1) { total } }';
    await hosted.ask('jena', told, { viewer: MEMBER });
    const rows = ({ dataSource }: TestCity) => dataSource.query('SELECT staff_key FROM disclosure');
    expect((await rows(jena)).length).toBeGreaterThan(0);
    expect(await rows(gera)).toEqual([]);
  });

  it('CITY-222 marks lines of the log and figures with the city, and tells figures once', async () => {
    await hosted.ask('gera', 'query Mine { _service { sdl } }');
    expect(await logged(({ operation }) => operation === 'Mine')).toMatchObject({ city: 'gera', outcome: 'answered' });
    const text = await (await fetch(hosted.host.metricsUrl!)).text();
    expect(text).toContain('hanse_city_requests_total{kind="schema",outcome="answered",city="gera"} 1');
    expect(text).not.toContain('hanse_city_requests_total{kind="schema",outcome="answered",city="jena"}');
    for (const city of ['gera', 'jena']) {
      expect(text).toContain(`hanse_city_served{city="${city}"} 1`);
      expect(text).toContain(`hanse_city_database_connections_limit{city="${city}"} 10`);
    }
    expect(text.match(/^# TYPE hanse_city_requests_total/gm)).toHaveLength(1);
  });

  it('CITY-223 tells the health of all, and of each', async () => {
    for (const path of ['/health/live', '/health/ready', '/gera/health/live', '/gera/health/ready'])
      expect(await hosted.send(path)).toMatchObject({ status: 200 });
    expect(await hosted.send('/weimar/health/ready')).toMatchObject({ status: 404 });
  });
});

describe('a folder of cities that changes', () => {
  it('CITY-224 serves a city that is added, and no longer one that is taken away, while the others go on', async () => {
    const weimar = await openTestCity('weimar');
    try {
      await weimar.insert('city', { id: 'weimar' });
      await weimar.insert('staff', { key: '1', name: 'Ada' });
      expect(await hosted.ask('weimar', NAMES)).toMatchObject({ status: 404 });
      const asking = Promise.all(Array.from({ length: 20 }, () => hosted.ask('gera', NAMES)));
      await hosted.settle('weimar', { DATABASE_URL: weimar.databaseUrl });
      expect(idsOf(await hosted.ask('weimar', NAMES))).toEqual(['weimar:staff:1']);
      await hosted.remove('weimar');
      expect(await hosted.ask('weimar', NAMES)).toMatchObject({ status: 404 });
      for (const answer of await asking) expect(idsOf(answer)).toEqual(['gera:staff:1']);
    } finally {
      await weimar.close();
    }
  });

  it('CITY-225 keeps the last good settings of a city when newer ones are broken, and says why', async () => {
    await hosted.settle('jena', 'CITY_ID=jena\nDATABASE_URL=mysql://nowhere');
    expect(idsOf(await hosted.ask('jena', NAMES))).toEqual(['jena:staff:1']);
    expect(await logged(({ problem }) => String(problem).includes('DATABASE_URL'))).toMatchObject({
      city: 'jena',
      level: 50,
      problem:
        'DATABASE_URL must be a URL such as postgres://user:password@host:5432/database, but got something else.',
    });
    const text = await (await fetch(hosted.host.metricsUrl!)).text();
    expect(text).toContain('hanse_city_settings_refused{city="jena"} 1');
    expect(text).toContain('hanse_city_settings_refused{city="gera"} 0');
    await hosted.settle('jena', { DATABASE_URL: jena.databaseUrl });
    expect(await (await fetch(hosted.host.metricsUrl!)).text()).toContain('hanse_city_settings_refused{city="jena"} 0');
  });

  it("CITY-272 tells once for each version of a city's settings which of them have no effect", async () => {
    const settings = { DATABASE_URL: jena.databaseUrl, CITY_MIN_COUNTS: '5' };
    const told = () =>
      hosted.log.filter(({ msg }) => String(msg).startsWith('CITY_MIN_COUNTS is set and has no effect'));
    await hosted.settle('jena', settings);
    await hosted.host.reload();
    expect(told()).toEqual([expect.objectContaining({ city: 'jena', level: 40 })]);
    expect(idsOf(await hosted.ask('jena', NAMES))).toEqual(['jena:staff:1']);
    await hosted.settle('jena', { ...settings, CITY_MIN_COUNT: '5' });
    expect(told()).toHaveLength(2);
    await hosted.settle('jena', { DATABASE_URL: jena.databaseUrl });
    expect(told()).toHaveLength(2);
  });

  it('CITY-226 answers 503 for a city that cannot be opened, and 200 for the others, until it can be', async () => {
    await hosted.settle('altenburg', { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/altenburg' });
    const { status, json } = await hosted.ask('altenburg', NAMES);
    expect([status, json]).toEqual([
      503,
      {
        errors: [{ message: 'This city is not served at the moment.', extensions: { code: 'SERVICE_UNAVAILABLE' } }],
      },
    ]);
    expect(await hosted.send('/altenburg/health/ready')).toMatchObject({ status: 503 });
    expect(await hosted.send('/altenburg/health/live')).toMatchObject({ status: 200 });
    expect(idsOf(await hosted.ask('gera', NAMES))).toEqual(['gera:staff:1']);
    await hosted.remove('altenburg');
  });

  it('CITY-227 suspends a city by its settings, and serves it again', async () => {
    await hosted.settle('jena', { DATABASE_URL: jena.databaseUrl, CITY_SUSPENDED: 'true' });
    expect(await hosted.ask('jena', NAMES)).toMatchObject({ status: 503 });
    const text = await (await fetch(hosted.host.metricsUrl!)).text();
    expect(text).toContain('hanse_city_served{city="jena"} 0');
    // No connection is left.
    expect(text).not.toMatch(/hanse_city_database_connections\{.*city="jena"/);
    await hosted.settle('jena', { DATABASE_URL: jena.databaseUrl });
    expect(idsOf(await hosted.ask('jena', NAMES))).toEqual(['jena:staff:1']);
  });

  it('CITY-228 loses no request when the settings of a city change under load', async () => {
    const ends: number[] = [];
    const ask = async (): Promise<void> => {
      ends.push((await hosted.ask('jena', NAMES)).status);
    };
    const load = Promise.all(Array.from({ length: 60 }, ask));
    await hosted.settle('jena', { DATABASE_URL: jena.databaseUrl, CITY_MIN_COUNT: '5' });
    await load;
    expect(new Set(ends)).toEqual(new Set([200]));
  });

  it('CITY-229 sees by itself what changes in the folder', async () => {
    rmSync(join(hosted.folder, 'jena', 'city.env'));
    await until('jena is not served', async () => (await hosted.ask('jena', NAMES)).status === 404);
    await hosted.settle('jena', { DATABASE_URL: jena.databaseUrl });
  });
});

describe('one city of many that has trouble', () => {
  it('CITY-230 answers 503 while its database takes no connection, and the others go on', async () => {
    const { pathname } = new URL(gera.databaseUrl);
    const database = pathname.slice(1);
    await asSuperuser('postgres', (admin) => admin.query(`ALTER DATABASE ${database} CONNECTION LIMIT 0`));
    await asSuperuser('postgres', (admin) =>
      admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`),
    );
    expect(await hosted.ask('gera', NAMES)).toMatchObject({ status: 503 });
    expect(idsOf(await hosted.ask('jena', NAMES))).toEqual(['jena:staff:1']);
    await asSuperuser('postgres', (admin) => admin.query(`ALTER DATABASE ${database} CONNECTION LIMIT -1`));
    expect(idsOf(await hosted.ask('gera', NAMES))).toEqual(['gera:staff:1']);
  });

  it('CITY-231 leaves the others theirs of the connections that all may have together', async () => {
    // Those of the test itself are not counted.
    await Promise.all([gera, jena].map(({ dataSource }) => dataSource.query('SELECT 1')));
    const since = new Date();
    const few = await startTestHost(
      { gera: { DATABASE_URL: gera.databaseUrl }, jena: { DATABASE_URL: jena.databaseUrl } },
      { CITIES_CONNECTIONS: '3' },
    );
    let isAsking = true;
    const count = async (): Promise<number> => {
      const names = [gera, jena].map(({ databaseUrl }) => new URL(databaseUrl).pathname.slice(1));
      let most = 0;
      await asSuperuser('postgres', async (admin) => {
        while (isAsking) {
          const { rows } = await admin.query<{ open: number }>(
            `SELECT count(*)::int AS open FROM pg_stat_activity
             WHERE datname = ANY ($1) AND backend_start > $2 AND application_name = 'hanse-city'`,
            [names, since],
          );
          most = Math.max(most, rows[0]!.open);
        }
      });
      return most;
    };
    const counted = count();
    try {
      const hammering = Promise.all(Array.from({ length: 60 }, () => few.ask('gera', NAMES)));
      for (let round = 0; round < 5; round += 1) {
        expect(idsOf(await few.ask('jena', NAMES))).toEqual(['jena:staff:1']);
      }
      for (const answer of await hammering) expect(idsOf(answer)).toEqual(['gera:staff:1']);
    } finally {
      isAsking = false;
      await few.close();
    }
    expect(await counted).toBe(3);
  });
});

describe('a database of one city of many that is down', () => {
  let wire: DatabaseWire;
  let lone: TestHost;
  beforeAll(async () => {
    const url = new URL(gera.databaseUrl);
    wire = await DatabaseWire.to(Number(url.port));
    url.port = String(wire.port);
    lone = await startTestHost(
      { gera: { DATABASE_URL: url.href }, jena: { DATABASE_URL: jena.databaseUrl } },
      // Fewer than one city may have.
      { CITIES_CONNECTIONS: '4' },
    );
  });
  afterAll(async () => {
    await lone.close();
    await wire.cut();
  });

  const ways: Readonly<Record<string, { down: () => unknown; up: () => unknown }>> = {
    'takes no connections': {
      down: async () => {
        await inDatabase(`ALTER DATABASE ${nameOf(gera)} ALLOW_CONNECTIONS false`);
        await endSessions(gera);
      },
      up: () => inDatabase(`ALTER DATABASE ${nameOf(gera)} ALLOW_CONNECTIONS true`),
    },
    'is gone': {
      down: async () => {
        await inDatabase(`ALTER DATABASE ${nameOf(gera)} ALLOW_CONNECTIONS false`);
        await endSessions(gera);
        await inDatabase(`ALTER DATABASE ${nameOf(gera)} RENAME TO gone`);
      },
      up: async () => {
        await inDatabase(`ALTER DATABASE gone RENAME TO ${nameOf(gera)}`);
        await inDatabase(`ALTER DATABASE ${nameOf(gera)} ALLOW_CONNECTIONS true`);
      },
    },
    'is not listening': { down: () => wire.cut(), up: () => wire.mend() },
    'takes connections and says nothing': {
      down: () => {
        wire.silence();
      },
      up: () => wire.mend(),
    },
  };

  const untilBack = () => until('gera is back', async () => (await lone.ask('gera', NAMES)).status === 200);

  it.each(Object.keys(ways))('CITY-246 answers 503 while it %s, and the others go on', async (way) => {
    const { down, up } = ways[way]!;
    expect(await lone.ask('gera', NAMES)).toMatchObject({ status: 200 });
    await down();
    const headers = { [REQUEST_TIMEOUT_HEADER]: '300' };
    const asked = Array.from({ length: 20 }, () => lone.ask('gera', NAMES, { headers }));
    const start = performance.now();
    for (let time = 0; time < 10; time += 1) {
      expect(idsOf(await lone.ask('jena', NAMES))).toEqual(['jena:staff:1']);
    }
    expect(performance.now() - start).toBeLessThan(4_000);
    for (const { status, json } of await Promise.all(asked)) {
      expect([status, json.errors[0].extensions]).toEqual([503, { code: 'SERVICE_UNAVAILABLE' }]);
    }
    expect(await lone.send('/gera/health/ready')).toMatchObject({ status: 503 });
    await up();
    await untilBack();
  });

  it('CITY-280 answers all that ask it before their hub has left, while it says nothing', async () => {
    wire.silence();
    const patienceMs = 2_000;
    const headers = { [REQUEST_TIMEOUT_HEADER]: String(patienceMs) };
    const start = performance.now();
    const answers = await Promise.all(Array.from({ length: 60 }, () => lone.ask('gera', NAMES, { headers })));
    // Those of the first round wait for all of it; nobody waits for two.
    expect(performance.now() - start).toBeLessThan(2 * patienceMs);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
    await wire.mend();
    await untilBack();
  });

  it('CITY-247 keeps no host from its end while it says nothing', async () => {
    wire.silence();
    const asked = lone.ask('gera', NAMES, { headers: { [REQUEST_TIMEOUT_HEADER]: '100' } });
    await asked;
    const start = performance.now();
    await lone.host.close();
    expect(performance.now() - start).toBeLessThan(9_000);
  });
});

describe('the commands on one city of many', () => {
  const run = promisify(execFile);
  const city = (...args: string[]) =>
    run(process.execPath, ['-r', './register.js', 'subgraphs/city/main.ts', ...args], { timeout: 25_000 });

  it('CITY-242 takes the settings of the city that is named, or of each, and says which failed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'commands-'));
    const write = (cityId: string, lines: string, owner = ''): void => {
      mkdirSync(join(folder, cityId));
      writeFileSync(join(folder, cityId, 'city.env'), lines);
      writeFileSync(join(folder, cityId, 'owner.env'), owner);
    };
    write('gera', `CITY_ID=gera\nDATABASE_URL=${gera.databaseUrl}`);
    write('jena', `CITY_ID=jena\nDATABASE_URL=${jena.databaseUrl}`);
    write('weimar', `CITY_ID=jena\nDATABASE_URL=${jena.databaseUrl}`);
    const { stdout } = await city('export', 'jena:staff:1', '--cities', folder, '--city', 'jena');
    expect(JSON.parse(stdout)).toMatchObject({ city: 'jena', record: { name: 'Ada' } });
    await expect(city('export', 'jena:staff:1', '--cities', folder, '--city', '../jena')).rejects.toMatchObject({
      stderr: '"../jena" is no slug of a city.\n',
    });
    await expect(city('migrate', '--cities', folder, '--all')).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^The database of gera has .*\n.*\nThe database of jena has /),
      stderr: expect.stringMatching(
        /^gera \(1 of 3\)\n[^]*Done for 2 of 3 cities.\nnot done for +why *\nweimar +CITY_ID must be the name of its folder, weimar, but got "jena"\.\s*$/,
      ),
    });
    rmSync(folder, { recursive: true });
  });

  it('CITY-255 refuses a folder that is not there, or in which no city is, in place of doing it for none', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'commands-'));
    const refusal = '--cities must be the folder in which each city has its own, with its city.env, but ';
    await expect(city('migrate', '--cities', empty, '--all')).rejects.toMatchObject({
      ...{ code: 1, stderr: `${refusal}${JSON.stringify(empty)} has none.\n` },
    });
    rmSync(empty, { recursive: true });
    await expect(city('migrate', '--cities', empty, '--all')).rejects.toMatchObject({
      ...{ code: 1, stderr: `${refusal}${JSON.stringify(empty)} cannot be read (ENOENT).\n` },
    });
  });

  it('CITY-249 imports into each city from its own folder, lists topics and checks each, and says for which that was in vain', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'commands-'));
    const [one, other] = await Promise.all([openTestCity('apolda'), openTestCity('weimar')]);
    try {
      for (const { cityId, databaseUrl } of [one, other]) {
        mkdirSync(join(folder, cityId, 'data'), { recursive: true });
        writeFileSync(join(folder, cityId, 'city.env'), `CITY_ID=${cityId}\nDATABASE_URL=${databaseUrl}`);
        writeFileSync(join(folder, cityId, 'owner.env'), '');
        writeFileSync(join(folder, cityId, 'data', 'city.yaml'), `id: ${cityId}\nname: ${cityId}\nlanguage: en\n`);
      }
      writeFileSync(join(folder, 'weimar', 'data', 'topics.csv'), 'key,label_en\nparks,Parks\n');
      writeFileSync(join(folder, 'apolda', 'data', 'topics.csv'), 'key,nothing\n1,2\n');
      const all = ['--cities', folder, '--all'];
      await expect(city('import', 'data', ...all)).rejects.toMatchObject({
        code: 1,
        stdout: expect.stringContaining('weimar'),
        stderr: expect.stringMatching(
          /Done for 1 of 2 cities\.\nnot done for +why *\napolda +There are \d+ problems; nothing was changed\./,
        ),
      });
      const listed = await city('topics', 'list', ...all);
      expect(listed.stdout).toMatch(/parks +Parks/);
      expect(listed.stderr).toMatch(
        /0 of 0 topics of apolda[^]*1 of 1 topics of weimar[^]*Done for 2 of 2 cities\.\n$/,
      );
      await expect(city('check', 'http://127.0.0.1:1', '--key', 'nowhere', ...all)).rejects.toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/apolda +it could not run to its end *\nweimar +it could not run to its end/),
      });
    } finally {
      await one.close();
      await other.close();
      rmSync(folder, { recursive: true });
    }
  }, 60_000);
});
