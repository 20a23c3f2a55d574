import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Client } from 'pg';
import { pino } from 'pino';
import { stringify } from 'yaml';
import { parseHubConfig } from '../../../gateway/config';
import type { Hub } from '../../../gateway/createHub';
import { createHub } from '../../../gateway/createHub';
import type { RunningPostgres } from '../../../gateway/demo/postgres/startPostgres';
import { NO_LIMITS } from '../../../gateway/front/limits/LimitsConfig';
import { createDataSource } from '../../../subgraphs/city/database/createDataSource';
import { migrate } from '../../../subgraphs/city/database/migrate';
import { importFolder } from '../../../subgraphs/city/import/importSource';
import { writeVocabulary } from '../../bench/scale/writeNetwork';
import { startOwnPostgres } from '../../postgres/startOwnPostgres';
import type { KnownHit } from './readKnownHits';
import { CONCEPT } from './readKnownHits';
import type { Verdict } from './search';
import { checkAnswer, searchBody } from './search';
import type { KnownCities } from './startCities';
import { startCities } from './startCities';
import { startLoad } from './startLoad';
import { until } from '../../until';
import { onConnection } from '../../postgres/onConnection';

/** The city whose database fails; all others are well throughout. */
const CITY = 'musterstadt';
const OTHERS = 3;
/** The hub's, and that of a search that is not to wait long. */
const USUAL_MS = 5_000;
const SHORT_MS = 700;
/** Until a city that failed again and again is asked again. */
const RESET_MS = 300;

let folder: string;
let postgres: RunningPostgres;
let databaseUrl: string;
/** Runs as its operators run it. */
let city: ChildProcess;
let others: KnownCities;
let hits: readonly KnownHit[];
let hub: Hub;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hanse-database-faults-'));
  await chmod(folder, 0o755);
  postgres = await startOwnPostgres(folder);
  databaseUrl = await postgres.createDatabase(CITY);
  await migrate(databaseUrl);
  await importRecords();
  const url = await serveCity();
  hits = await askForHits(url);

  others = await startCities(await writeVocabulary(path.join(folder, 'topics.ttl')));
  const networkFile = path.join(folder, 'network.yaml');
  const cities = [[CITY, url] as const, ...others.ids.slice(0, OTHERS).map((id) => [id, others.urlOf(id)] as const)];
  const entries = cities.map(([id, at]) => ({ id, name: id, country: 'DE', url: at }));
  await writeFile(networkFile, stringify({ name: 'Faults', cities: entries }));
  const config = parseHubConfig({
    HANSE_NETWORK: networkFile,
    HANSE_CITIES_HTTPS_ONLY: 'false',
    HANSE_VOCABULARY: path.join(folder, 'topics.ttl'),
    PORT: '0',
    HANSE_TIMEOUT_MS: String(USUAL_MS),
    HANSE_FETCH_RESERVE_MS: '2000',
    HANSE_REFRESH_SECONDS: '1',
  });
  hub = await createHub({ ...config, limits: NO_LIMITS, breakerResetMs: RESET_MS }, pino({ level: 'silent' }));
  await hub.ready;
  await untilWell();
}, 120_000);

afterAll(async () => {
  await hub.close();
  await others.close();
  const exit = once(city, 'exit');
  city.kill('SIGTERM');
  expect(await exit).toEqual([0, null]);
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

async function importRecords(): Promise<void> {
  const files = path.join(folder, CITY);
  await mkdir(files);
  const units = [1, 2, 3];
  const write = (name: string, ...lines: readonly string[]) =>
    writeFile(path.join(files, name), `${lines.join('\n')}\n`);
  await write('city.yaml', `id: ${CITY}`, 'name: Musterstadt', 'language: de');
  await write('topics.csv', 'key,label_de,exact_match', `all,Alles,${CONCEPT}`);
  await write(
    'staff.csv',
    'key,kind,name,languages,visibility',
    ...units.map((i) => `unit-${i},UNIT,unit-${i} of ${CITY},de,PUBLIC`),
  );
  await write(
    'experiences.csv',
    'key,staff,topic,role,since,until',
    ...units.map((i) => `work-${i},unit-${i},all,LED,200${i},200${i}`),
  );
  const dataSource = await createDataSource(databaseUrl).initialize();
  await importFolder(dataSource, CITY, files).finally(() => dataSource.destroy());
}

async function serveCity(): Promise<string> {
  city = spawn(process.execPath, ['-r', './register.js', 'subgraphs/city/main.ts', 'serve'], {
    cwd: path.join(__dirname, '../../..'),
    env: {
      PATH: process.env.PATH,
      CITY_ID: CITY,
      DATABASE_URL: databaseUrl,
      CITY_ALLOW_UNSIGNED: 'true',
      PORT: '0',
      DATABASE_POOL_SIZE: '4',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return await new Promise((resolve, reject) => {
    city.once('exit', () => {
      reject(new Error('The city ended.'));
    });
    createInterface(city.stdout!).on('line', (line) => {
      const { msg, url } = JSON.parse(line) as { readonly msg: string; readonly url: string };
      if (msg === 'serving') resolve(url);
    });
  });
}

/** What the city gives as its hits while all is well. */
async function askForHits(url: string): Promise<readonly KnownHit[]> {
  const query = `{ staffHits(
    concepts: [{ terms: [{ concept: "${CONCEPT}", weight: 1000 }] }], day: "${new Date().toISOString().slice(0, 10)}", first: 10
  ) { hits { id score } } }`;
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data } = (await response.json()) as { readonly data: { staffHits: { hits: readonly KnownHit[] } } };
  expect(data.staffHits.hits).toHaveLength(3);
  return data.staffHits.hits;
}

const hitsOf = (cityId: string): readonly KnownHit[] => (cityId === CITY ? hits : others.hitsOf(cityId));

/** A search whose answer is right: the others are complete, whatever becomes of the one city. */
async function search(timeoutMs?: number): Promise<Verdict> {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: searchBody(timeoutMs),
  });
  const verdict = checkAnswer(await response.text(), hitsOf, (cityId) => cityId === CITY);
  expect(verdict.answered.filter((id) => id !== CITY)).toEqual(others.ids.slice(0, OTHERS));
  return verdict;
}

/** Comes back by itself. */
async function untilWell(): Promise<void> {
  await until('a city that is well', async () => {
    if (city.exitCode !== null) throw new Error('The city ended.');
    return (await search()).failed.size === 0;
  });
}

function asSuperuser<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const url = new URL(postgres.superuserUrl);
  url.pathname = `/${CITY}`;
  return onConnection(url.href, async (client) => {
    // Also where nobody else may write.
    await client.query('SET default_transaction_read_only = off');
    return work(client);
  });
}

const endSessions = (client: Client) =>
  client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${CITY}'`);

describe('behind the hub, a city', () => {
  it('OPS-041 whose PostgreSQL is stopped is UNREACHABLE while all others are complete, and comes back by itself', async () => {
    const { port } = postgres;
    await postgres.stop();
    for (let i = 0; i < 10; i++) expect((await search()).failed).toEqual(new Map([[CITY, 'UNREACHABLE']]));
    postgres = await startOwnPostgres(folder, port);
    await untilWell();
  }, 60_000);

  it('OPS-042 whose PostgreSQL ends its sessions again and again answers, or is named, and is well at once', async () => {
    const load = startLoad({
      urls: [hub.url],
      hitsOf,
      kept: 4,
      pauseMs: 5,
      mayBreakOff: (cityId) => cityId === CITY,
    });
    await load.more(10);
    await asSuperuser(async (client) => {
      for (let i = 0; i < 10; i++) {
        await endSessions(client);
        await load.more(4);
      }
    });
    const { right, failures } = await load.stop();
    expect(failures).toEqual([]);
    const answeredAll = right.filter(({ failed }) => failed.size === 0).length;
    expect(answeredAll).toBeGreaterThan(10);
    for (const { failed } of right) expect([...failed.keys()].filter((id) => id !== CITY)).toEqual([]);
    await untilWell();
  }, 60_000);

  it('OPS-043 whose PostgreSQL takes no writes answers who reads', async () => {
    await asSuperuser(async (client) => {
      await client.query(`ALTER DATABASE ${CITY} SET default_transaction_read_only = on`);
      await endSessions(client);
    });
    await untilWell();
    for (let i = 0; i < 5; i++) expect((await search()).failed).toEqual(new Map());
    await asSuperuser((client) => client.query(`ALTER DATABASE ${CITY} RESET default_transaction_read_only`));
  });

  it('OPS-044 whose PostgreSQL has no connection left is UNREACHABLE, and comes back by itself', async () => {
    await asSuperuser(async (client) => {
      // The same error (53300) as when all connections of the server are taken.
      await client.query(`ALTER ROLE ${CITY} CONNECTION LIMIT 0`);
      await endSessions(client);
      for (let i = 0; i < 5; i++) expect((await search()).failed).toEqual(new Map([[CITY, 'UNREACHABLE']]));
      await client.query(`ALTER ROLE ${CITY} CONNECTION LIMIT -1`);
    });
    await untilWell();
  }, 60_000);

  it('OPS-045 whose queries take longer than there is time costs nobody more than that time, and comes back', async () => {
    await asSuperuser(async (client) => {
      await client.query('BEGIN');
      await client.query('LOCK TABLE staff');
      const startedAt = Date.now();
      const [verdict] = await Promise.all([0, 1, 2, 3].map(() => search(SHORT_MS)));
      expect(Date.now() - startedAt).toBeLessThan(USUAL_MS);
      const { failed } = verdict!;
      expect([...failed.keys()]).toEqual([CITY]);
      expect(['TIMED_OUT', 'UNREACHABLE']).toContain(failed.get(CITY));
      await client.query('ROLLBACK');
    });
    await untilWell();
  }, 60_000);
});
