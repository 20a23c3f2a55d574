import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { CityServer } from '../../../subgraphs/city/serve/createCityServer';
import { embeddedOperations } from '../../../subgraphs/city/operations/Operations';
import type { Answer, TestCity } from '../../database/openTestCity';
import { openTestCity } from '../../database/openTestCity';
import { until } from '../../until';
import { serveCity } from '../../database/serveCity';

// What becomes of a city's statements when whoever asked does not wait for them any more: they end, they take no
// connection from others, and nobody else's statement ends with them.

const POOL_SIZE = 6;

let city: TestCity;
let server: CityServer;
/** Holds the city's statements up. */
let holder: Client;
/** Sees what the city's sessions are at: in a transaction that would be what they were at when it was first looked at. */
let watcher: Client;

beforeAll(async () => {
  city = await openTestCity('gera');
  await city.insert('city', { id: 'gera' });
  await city.insert('staff', { key: '1', name: 'Ada' });
  await city.insert('programme', { key: 'p', title: 'Plan' });
  const limits = { ...embeddedOperations.limits, poolSize: POOL_SIZE };
  server = await serveCity(city.databaseUrl, { operations: { limits } });
  holder = new Client({ connectionString: city.databaseUrl });
  watcher = new Client({ connectionString: city.databaseUrl });
  await Promise.all([holder.connect(), watcher.connect()]);
});
afterAll(async () => {
  await Promise.all([holder.end(), watcher.end()]);
  await server.close();
  await city.close();
});

interface Reply {
  readonly status: number;
  readonly body: Answer;
}

async function ask(query: string, timeoutMs?: number, signal: AbortSignal | null = null): Promise<Reply> {
  const response = await fetch(server.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(timeoutMs !== undefined && { 'x-request-timeout-ms': String(timeoutMs) }),
    },
    body: JSON.stringify({ query }),
    signal,
  });
  return { status: response.status, body: await response.json() };
}

/** Statements of the city that are under way. */
async function running(): Promise<number> {
  const { rowCount } = await watcher.query(
    `SELECT FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'hanse-city' AND state = 'active'
       AND pid <> pg_backend_pid()`,
  );
  return rowCount ?? 0;
}

/** Runs while every statement on programmes waits. */
async function whileHeldUp(run: () => Promise<void>): Promise<void> {
  await holder.query('BEGIN');
  await holder.query('LOCK TABLE programme');
  try {
    await run();
  } finally {
    await holder.query('ROLLBACK');
  }
}

const programme =
  '{ _entities(representations: [{ __typename: "Programme", id: "gera:programme:p" }]) { ... on Programme { title } } }';
const staff = '{ _entities(representations: [{ __typename: "Staff", id: "gera:staff:1" }]) { ... on Staff { name } } }';
const search = (alias: number): string =>
  `h${alias}: programmeHits(text: "plan", day: "2026-01-01", first: ${alias + 1}) { total facets { concepts { count } statuses { count } } }`;
const batch = `{ ${Array.from({ length: 25 }, (_, alias) => search(alias)).join(' ')} }`;

const gaveUp = { status: 503, body: { errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }] } };
const ada = { status: 200, body: { data: { _entities: [{ name: 'Ada' }] } } };

test('OPS-070 the time of a request is over while its statement runs: it is told at once, and the statement ends', async () => {
  await whileHeldUp(async () => {
    // While what it waits for is still held.
    expect(await ask(programme, 150)).toMatchObject(gaveUp);
    await until('no statement runs', async () => (await running()) === 0);
    expect(await ask(staff)).toMatchObject(ada);
  });
  expect(await ask(programme)).toMatchObject({ status: 200, body: { data: { _entities: [{ title: 'Plan' }] } } });
});

test('OPS-071 whoever asked hangs up while its statements run: they end', async () => {
  await whileHeldUp(async () => {
    const leaving = new AbortController();
    const left = ask(batch, undefined, leaving.signal).catch(() => 'left');
    await until('a statement runs', async () => (await running()) > 0);
    leaving.abort();
    expect(await left).toBe('left');
    await until('no statement runs', async () => (await running()) === 0);
  });
});

test('OPS-072 one request that asks very much leaves connections to others', async () => {
  await whileHeldUp(async () => {
    const leaving = new AbortController();
    const asked = ask(batch, undefined, leaving.signal).catch(() => 'left');
    await until('the request uses its share', async () => (await running()) === POOL_SIZE / 3);
    for (let count = 0; count < 3; count += 1) expect(await ask(staff)).toMatchObject(ada);
    expect(await running()).toBe(POOL_SIZE / 3);
    leaving.abort();
    await asked;
  });
});

test('OPS-073 the time of a request is over while it waits for a connection: it is told at once', async () => {
  await whileHeldUp(async () => {
    const leaving = new AbortController();
    const holding = Array.from({ length: 3 }, () => ask(batch, undefined, leaving.signal).catch(() => 'left'));
    await until('all connections are used', async () => (await running()) === POOL_SIZE);
    expect(await ask(staff, 150)).toMatchObject(gaveUp);
    expect(await running()).toBe(POOL_SIZE);
    leaving.abort();
    await Promise.all(holding);
    expect(await ask(staff)).toMatchObject(ada);
  });
});

test('OPS-074 no other request suffers, however many leave', async () => {
  let leave = true;
  const leaving = async (seed: number): Promise<void> => {
    for (let round = 0; leave; round += 1) {
      // Before, while and after a statement runs, and while it is being cancelled.
      const client = new AbortController();
      const asked = ask(staff, undefined, client.signal).catch(() => undefined);
      const held = ask(programme, 20 + ((round * 7 + seed) % 40));
      await sleep((round * 3 + seed) % 9);
      client.abort();
      await asked;
      expect((await held).status).toBe(503);
    }
  };
  await whileHeldUp(async () => {
    const leavers = Array.from({ length: 4 }, (_, seed) => leaving(seed));
    try {
      for (let count = 0; count < 20; count += 1) expect(await ask(staff)).toMatchObject(ada);
    } finally {
      leave = false;
      await Promise.all(leavers);
    }
    await until('no statement runs', async () => (await running()) === 0);
  });
  expect(await ask(batch)).toMatchObject({ status: 200 });
});
