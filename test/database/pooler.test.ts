import { Client } from 'pg';
import { pino } from 'pino';
import { cancelStatement } from '../../subgraphs/city/database/cancelStatement';
import { embeddedOperations } from '../../subgraphs/city/operations/Operations';
import type { CityServer } from '../../subgraphs/city/serve/createCityServer';
import { describeWith } from '../optional/describeWith';
import { findProgram } from '../optional/findProgram';
import { DatabaseWire } from '../postgres/DatabaseWire';
import { startPgBouncer } from '../postgres/startPgBouncer';
import type { TestPgBouncer } from '../postgres/startPgBouncer';
import { openTestCity } from './openTestCity';
import type { TestCity } from './openTestCity';
import { until } from '../until';
import { serveCity } from './serveCity';
import { asSuperuser } from '../postgres/createTestDatabase';

const pgBouncer = findProgram('PGBOUNCER', 'pgbouncer');
const advice = 'pgbouncer: install it, or name one in PGBOUNCER';

const SESSIONS = 2;
/** Of the clock, all but the timers. */
const UNTURNED = [
  'Date',
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
] as const;

describeWith(pgBouncer, advice, 'a city behind PgBouncer in transaction mode', (executable) => {
  let city: TestCity;
  let pooler: TestPgBouncer;
  const running: CityServer[] = [];
  const log: Record<string, unknown>[] = [];

  beforeAll(async () => {
    city = await openTestCity('gera');
    await city.insert('city', { id: 'gera' });
    await city.insert('topic', { key: 't' });
    await city.insert('staff', { key: '1', name: 'Ada' });
    await city.insert('programme', { key: 'p', title: 'Plan' });
    await city.insert('programme_staff', { programme_key: 'p', staff_key: '1' });
    await city.insert('programme_topic', { programme_key: 'p', topic_key: 't' });
    pooler = await startPgBouncer(executable, [city.databaseUrl], SESSIONS);
  });
  afterEach(async () => {
    log.splice(0);
    for (const server of running.splice(0)) await server.close();
  });
  afterAll(async () => {
    await pooler.stop();
    await city.close();
  });

  async function serve(isTransactionPooled: boolean): Promise<CityServer> {
    const { limits } = embeddedOperations;
    const server = await serveCity(
      pooler.through(city.databaseUrl),
      { operations: { limits: { ...limits, poolSize: 10, isTransactionPooled } } },
      pino({}, { write: (line: string) => log.push(JSON.parse(line)) }),
    );
    running.push(server);
    return server;
  }

  async function ask(server: CityServer, query: string, headers: Record<string, string> = {}) {
    const response = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
    return { status: response.status, body: await response.json() };
  }

  const rowsOf = (statement: string): Promise<object[]> =>
    asSuperuser(
      new URL(city.databaseUrl).pathname.slice(1),
      async (client) => (await client.query<object>(statement)).rows,
    );

  const staff =
    '{ _entities(representations: [{ __typename: "Staff", id: "gera:staff:1" }]) { ... on Staff { name programmes { title topics { id } } } } }';
  const found = {
    status: 200,
    body: { data: { _entities: [{ name: 'Ada', programmes: [{ title: 'Plan', topics: [{ id: 'gera:topic:t' }] }] }] } },
  };

  it('OPS-131 says which setting is missing', async () => {
    await expect(serve(false)).rejects.toThrow(
      /unsupported startup parameter: \w+.* If it pools transactions, set DATABASE_TRANSACTION_POOLING=true\.$/,
    );
  });

  it('OPS-132 answers questions side by side, whichever session they are given', async () => {
    const server = await serve(true);
    const searches =
      '{ staffHits(text: "ada", day: "2026-01-01", first: 1) { total hits { id } } summary { version } }';
    for (let round = 0; round < 3; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, number) => ask(server, number % 2 === 0 ? staff : searches)),
      );
      for (const [number, answer] of answers.entries()) {
        if (number % 2 === 0) expect(answer).toEqual(found);
        else expect(answer).toMatchObject({ status: 200, body: { data: { staffHits: { total: 1 } } } });
      }
    }
  });

  it('OPS-133 warns of limits that the role does not have, until it has them', async () => {
    const warnings = () => log.filter(({ msg }) => String(msg).startsWith('the role of DATABASE_URL has no limits'));
    await serve(true);
    const { username } = new URL(city.databaseUrl);
    const [{ statements } = { statements: [] }] = warnings() as { statements?: string[] }[] as {
      statements: string[];
    }[];
    expect(statements).toEqual([
      `ALTER ROLE ${username} SET idle_in_transaction_session_timeout = '30000ms';`,
      `ALTER ROLE ${username} SET lock_timeout = '5000ms';`,
      `ALTER ROLE ${username} SET statement_timeout = '10000ms';`,
    ]);
    for (const statement of statements) await rowsOf(statement);
    // As an operator restarts it, so that its sessions are new.
    await pooler.stop();
    pooler = await startPgBouncer(executable, [city.databaseUrl], SESSIONS);
    log.splice(0);
    await serve(true);
    expect(warnings()).toEqual([]);
  });

  it('OPS-134 cancels the statement that nobody waits for', async () => {
    const server = await serve(true);
    const blocker = new Client({ connectionString: city.databaseUrl });
    await blocker.connect();
    await blocker.query('BEGIN; LOCK TABLE programme');
    try {
      expect(await ask(server, staff, { 'x-request-timeout-ms': '300' })).toMatchObject({ status: 503 });
      const waiting = () =>
        rowsOf(
          `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND state = 'active'`,
        );
      await until('no statement waits', async () => (await waiting()).length === 0);
    } finally {
      await blocker.end();
    }
    expect(await ask(server, staff)).toEqual(found);
  });

  it('HUB-573 leaves the pooler and who else is there alone when the database says nothing to a request to cancel', async () => {
    const { port } = new URL(city.databaseUrl);
    const wire = await DatabaseWire.to(Number(port));
    const silent = new URL(city.databaseUrl);
    silent.port = String(wire.port);
    const shared = await startPgBouncer(executable, [silent.href], 1);
    const connectClient = async (): Promise<Client> => {
      const client = new Client({ connectionString: shared.through(silent.href) });
      // Of a database that falls silent.
      client.on('error', () => undefined);
      await client.connect();
      return client;
    };
    try {
      const asking = await connectClient();
      await asking.query('SELECT 1');
      const asked = asking.query('SELECT pg_sleep(60)');
      asked.catch(() => undefined);
      jest.useFakeTimers({ doNotFake: [...UNTURNED] });
      wire.silence();
      const request = wire.nextConnection();
      const cancelled = cancelStatement(asking, asked);
      await jest.advanceTimersByTimeAsync(20);
      await request;
      await jest.advanceTimersByTimeAsync(5_000);
      expect(await cancelled).toBe(false);
      // Takes the place at the pooler of what has left it.
      const other = await connectClient();
      await wire.mend();
      await asked.catch(() => undefined);
      expect((await other.query('SELECT 2 AS two')).rows).toEqual([{ two: 2 }]);
      await Promise.all([asking.end(), other.end()]);
    } finally {
      jest.useRealTimers();
      await shared.stop();
      await wire.cut();
    }
  });
});
