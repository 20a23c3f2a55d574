import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { createDataSource } from '../../subgraphs/city/database/createDataSource';
import { Deadline, RequestAbandonedError } from '../../subgraphs/city/database/Deadline';
import { withDeadline } from '../../subgraphs/city/database/RequestStatements';
import { embeddedOperations } from '../../subgraphs/city/operations/Operations';
import type { CityServer } from '../../subgraphs/city/serve/createCityServer';
import { openTestCity } from './openTestCity';
import type { Answer, TestCity } from './openTestCity';
import { until } from '../until';
import { serveCity } from './serveCity';

let city: TestCity;
let server: CityServer;
/** The city's statements, apart from what the test itself asks. */
const statements: string[] = [];

beforeAll(async () => {
  city = await openTestCity('gera');
  await city.insert('city', { id: 'gera' });
  await city.insert('topic', { key: 't' });
  await city.insert('staff', { key: '1', name: 'Ada' });
  await city.insert('programme', { key: 'p', title: 'Plan' });
  await city.insert('programme_staff', { programme_key: 'p', staff_key: '1' });
  await city.insert('programme_topic', { programme_key: 'p', topic_key: 't' });
  const limits = { ...embeddedOperations.limits, poolSize: 1 };
  server = await serveCity(city.databaseUrl, { operations: { limits } });
  await ask(entities);
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the client it came from
  const query = Client.prototype.query as (this: Client, ...args: unknown[]) => unknown;
  jest.spyOn(Client.prototype, 'query').mockImplementation(function (this: Client, ...args: unknown[]) {
    const [statement] = args as [string | { readonly text: string }];
    const text = typeof statement === 'string' ? statement : statement.text;
    if (!text.includes('pg_stat_activity')) statements.push(text);
    return query.apply(this, args) as undefined;
  });
});
beforeEach(() => statements.splice(0));
afterAll(async () => {
  jest.restoreAllMocks();
  await server.close();
  await city.close();
});

/** Three statements, one after the other: of the staff, of its programmes, of their topics. */
const entities =
  '{ _entities(representations: [{ __typename: "Staff", id: "gera:staff:1" }]) { ... on Staff { name programmes { title topics { id } } } } }';

async function ask(
  query: string,
  timeout?: string,
  signal: AbortSignal | null = null,
): Promise<{ status: number; body: Answer }> {
  const response = await fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(timeout !== undefined && { 'x-request-timeout-ms': timeout }) },
    body: JSON.stringify({ query }),
    signal,
  });
  return { status: response.status, body: await response.json() };
}

/** Runs while the city's statement about programmes waits for a lock, which is taken off afterwards. */
async function whileBlocked<T>(asked: () => Promise<T>, run: (asked: Promise<T>) => Promise<void>): Promise<T> {
  const blocker = new Client({ connectionString: city.databaseUrl });
  await blocker.connect();
  await blocker.query('BEGIN');
  await blocker.query('LOCK TABLE programme');
  statements.splice(0);
  const answer = asked();
  try {
    await until('a statement waits for the lock', async () => {
      const { rowCount } = await blocker.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return rowCount === 1;
    });
    await run(answer);
  } finally {
    await blocker.end();
  }
  return answer;
}

const gaveUp = {
  status: 503,
  body: {
    errors: [
      {
        message: 'The city gave up, because the time for the answer was over.',
        extensions: { code: 'SERVICE_UNAVAILABLE' },
      },
    ],
  },
};
const answered = { status: 200, body: { data: { _entities: [{ name: 'Ada' }] } } };

describe('a request of which the hub says how long it waits', () => {
  it('is answered in time', async () => {
    expect(await ask(entities, '5000')).toMatchObject(answered);
    expect(statements).toHaveLength(3);
  });

  it.each([
    ['references', entities],
    ['a search', '{ staffHits(text: "ada", day: "2026-01-01", first: 1) { total facets { languages { value } } } }'],
    ['a summary', '{ summary { version } }'],
    [
      'a list',
      '{ _entities(representations: [{ __typename: "City", id: "gera" }]) { ... on City { staff { nodes { id } } } } }',
    ],
  ])('asks no statement when the time is over: %s', async (_what, query) => {
    expect(await ask(query, '0')).toMatchObject(gaveUp);
    expect(statements).toEqual([]);
  });

  it('asks no further statement when the time runs out under one', async () => {
    const answer = await whileBlocked(
      () => ask(entities, '150'),
      () => sleep(600),
    );
    expect(answer).toMatchObject(gaveUp);
    expect(statements).toHaveLength(2);
  });

  it('asks no statement when the time runs out while it waits for a connection', async () => {
    let late: unknown;
    await whileBlocked(
      () => ask(entities),
      async () => {
        const waiting = [ask(entities, '100'), ask('{ summary { version } }', '100')];
        await sleep(600);
        late = Promise.all(waiting);
      },
    );
    expect(await late).toMatchObject([gaveUp, gaveUp]);
    expect(statements).toHaveLength(3);
  });

  it.each(['', 'soon', '-1', '1.5', '1e1', '0x0', ' ', '99999999999'])(
    'is answered where that says nothing: "%s"',
    async (timeout) => {
      expect(await ask(entities, timeout)).toMatchObject(answered);
    },
  );
});

describe('a request whose client leaves', () => {
  it('asks no further statement', async () => {
    const leaving = new AbortController();
    await whileBlocked(
      () => ask(entities, undefined, leaving.signal).catch(() => 'left'),
      async (asked) => {
        leaving.abort();
        expect(await asked).toBe('left');
        await sleep(50);
      },
    );
    // Would wait for the one connection, and so until all that was to be asked has been.
    expect(await ask(entities)).toMatchObject(answered);
    expect(statements).toHaveLength(2 + 3);
  });
});

describe('a city that shares the event loop with others', () => {
  it('HUB-566 works at what a statement gave when it is its turn, and others have the connection until then', async () => {
    const dataSource = await createDataSource(city.databaseUrl, undefined, {
      ...embeddedOperations.limits,
      poolSize: 1,
    }).initialize();
    try {
      const turns: (() => void)[] = [];
      const response: unknown = new EventEmitter();
      const deadline = new Deadline(Infinity, response as ServerResponse);
      const shared = withDeadline(dataSource, deadline, () => new Promise((resolve) => turns.push(resolve)));
      const given: unknown[] = [];
      const asked = shared.query('SELECT 1 AS one').then((rows) => given.push(rows));
      while (turns.length === 0) await setImmediate();
      expect(await dataSource.query('SELECT 2 AS two')).toEqual([{ two: 2 }]);
      expect(given).toEqual([]);
      turns.shift()?.();
      await asked;
      expect(given).toEqual([[{ one: 1 }]]);

      // Of what comes for nobody, nothing is worked at.
      const late = shared.query('SELECT 3');
      while (turns.length === 0) await setImmediate();
      (response as EventEmitter).emit('close');
      turns.shift()?.();
      await expect(late).rejects.toThrow(RequestAbandonedError);
    } finally {
      await dataSource.destroy();
    }
  });
});
