import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningPostgres } from '../../gateway/demo/postgres/startPostgres';
import { createDataSource } from '../../subgraphs/city/database/createDataSource';
import { migrate } from '../../subgraphs/city/database/migrate';
import { startOwnPostgres } from '../postgres/startOwnPostgres';

/** A server of this test's own, since it is to go down. */
let folder: string;
let postgres: RunningPostgres;
let databaseUrl: string;
/** The city runs as its operators run it: jest's own globals would make node's errors look like none. */
let city: ChildProcess;
let url: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hanse-outage-'));
  await chmod(folder, 0o755);
  postgres = await startOwnPostgres(folder);
  databaseUrl = await postgres.createDatabase('gera');
  await migrate(databaseUrl);
  const dataSource = await createDataSource(databaseUrl).initialize();
  await dataSource.query(
    `INSERT INTO staff (key, kind, name, sort_name, languages, additional, visibility, updated_at)
     VALUES ('1', 'PERSON', 'Ada', 'ada', '{}', '[]', 'PUBLIC', now())`,
  );
  await dataSource.destroy();
  city = spawn(process.execPath, ['-r', './register.js', 'subgraphs/city/main.ts', 'serve'], {
    cwd: path.join(__dirname, '..', '..'),
    env: {
      PATH: process.env.PATH,
      CITY_ID: 'gera',
      DATABASE_URL: databaseUrl,
      CITY_ALLOW_UNSIGNED: 'true',
      PORT: '0',
      DATABASE_POOL_SIZE: '3',
      DATABASE_STATEMENT_TIMEOUT_MS: '500',
      DATABASE_LOCK_TIMEOUT_MS: '200',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  url = await new Promise((resolve, reject) => {
    city.once('exit', () => {
      reject(new Error('The city ended.'));
    });
    createInterface(city.stdout!).on('line', (line) => {
      const { msg, url: found } = JSON.parse(line);
      if (msg === 'serving') resolve(found);
    });
  });
}, 120_000);
afterAll(async () => {
  const exit = once(city, 'exit');
  city.kill('SIGTERM');
  expect(await exit).toEqual([0, null]);
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

async function ask(): Promise<{ status: number; body: unknown }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: '{ _entities(representations: [{ __typename: "Staff", id: "gera:staff:1" }]) { ... on Staff { name } } }',
    }),
  });
  return { status: response.status, body: await response.json() };
}

const health = async (kind: string): Promise<number> =>
  (await fetch(url.replace('/graphql', `/health/${kind}`))).status;

const answered = { status: 200, body: { data: { _entities: [{ name: 'Ada' }] } } };
const unavailable = {
  status: 503,
  body: {
    data: { _entities: [null] },
    errors: [
      {
        message: "The city's database cannot be reached at the moment.",
        locations: expect.any(Array),
        path: ['_entities', 0],
        extensions: { code: 'SERVICE_UNAVAILABLE' },
      },
    ],
  },
};

describe('a city whose database goes down', () => {
  it('says so in words without a cause, and answers when the database is back, without a restart', async () => {
    // Several connections are open, some of them in use, when it goes.
    expect(await Promise.all([ask(), ask(), ask(), ask()])).toEqual(Array(4).fill(answered));
    const duringTheStop = Promise.all(Array.from({ length: 20 }, (_, index) => sleep(index * 5).then(ask)));
    await postgres.stop();
    for (const answer of await duringTheStop) expect([answered, unavailable]).toContainEqual(answer);

    for (let round = 0; round < 3; round += 1) {
      const answer = await ask();
      expect(answer).toEqual(unavailable);
      expect(JSON.stringify(answer)).not.toMatch(/ECONN|127\.0\.0\.1|postgres|pool|terminat/i);
    }
    expect([await health('live'), await health('ready')]).toEqual([200, 503]);

    postgres = await startOwnPostgres(folder, postgres.port);
    expect([await health('live'), await health('ready')]).toEqual([200, 200]);
    expect(await ask()).toEqual(answered);
  }, 60_000);

  it('outlives the end of its sessions alone', async () => {
    expect(await ask()).toEqual(answered);
    const admin = await createDataSource(databaseUrl).initialize();
    await admin.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user AND pid <> pg_backend_pid()',
    );
    await admin.destroy();
    // A session that was ended is not noticed before its connection tells.
    for (;;) {
      const answer = await ask();
      if (answer.status === 200) break;
      expect(answer).toEqual(unavailable);
    }
    expect(await ask()).toEqual(answered);
  });
});

describe('the limits of a city', () => {
  it('end what waits for a lock, and leave the city able to answer', async () => {
    const admin = await createDataSource(databaseUrl).initialize();
    const blocker = admin.createQueryRunner();
    await blocker.startTransaction();
    await blocker.query('LOCK TABLE staff');
    const start = Date.now();
    // More than there are connections.
    const answers = await Promise.all([ask(), ask(), ask(), ask(), ask()]);
    expect(Date.now() - start).toBeLessThan(3_000);
    for (const { status, body } of answers) {
      expect(status).toBe(503);
      expect(body).toMatchObject({
        errors: [
          {
            message: 'The city stopped looking for an answer because it took too long.',
            extensions: { code: 'SERVICE_UNAVAILABLE' },
          },
        ],
      });
    }
    await blocker.rollbackTransaction();
    await blocker.release();
    await admin.destroy();
    expect(await ask()).toEqual(answered);
  });

  it('hold on the server, for statements, locks and idle transactions', async () => {
    const limits = { poolSize: 2, statementTimeoutMs: 100, lockTimeoutMs: 50, idleInTransactionTimeoutMs: 150 };
    const dataSource = await createDataSource(databaseUrl, () => undefined, limits).initialize();
    const processes = 'SHOW max_parallel_workers_per_gather';
    expect(await dataSource.query(processes)).toEqual([{ max_parallel_workers_per_gather: '0' }]);
    process.env['PGOPTIONS'] = '-c max_parallel_workers_per_gather=1';
    const asSet = await createDataSource(databaseUrl, () => undefined, limits).initialize();
    delete process.env['PGOPTIONS'];
    expect(await asSet.query(processes)).toEqual([{ max_parallel_workers_per_gather: '1' }]);
    await asSet.destroy();
    await expect(dataSource.query('SELECT pg_sleep(5)')).rejects.toThrow('statement timeout');
    const idle = dataSource.createQueryRunner();
    await idle.startTransaction();
    await idle.query('SELECT 1');
    await sleep(500);
    await expect(idle.query('SELECT 1')).rejects.toThrow();
    await idle.release();
    await dataSource.destroy();

    // At most two connections at a time; a machine that is busy may take longer for each than the limit above.
    const unhurried = { ...limits, statementTimeoutMs: 10_000 };
    const two = await createDataSource(databaseUrl, () => undefined, unhurried).initialize();
    const sleepers = await Promise.all(
      Array.from({ length: 6 }, () =>
        two.query<{ count: number }[]>(
          `SELECT count(*)::int AS count, pg_sleep(0.03) FROM pg_stat_activity WHERE application_name = 'hanse-city' AND state = 'active'`,
        ),
      ),
    );
    expect(Math.max(...sleepers.map(([row]) => row!.count))).toBeLessThanOrEqual(2);
    await two.destroy();
  });
});
