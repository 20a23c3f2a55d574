import { pino } from 'pino';
import { migrate } from '../../subgraphs/city/database/migrate';
import type { CityServer } from '../../subgraphs/city/serve/createCityServer';
import { createTestDatabase } from '../postgres/createTestDatabase';
import { onConnection } from '../postgres/onConnection';
import { emptyTables } from './emptyTables';
import { openTestCity } from './openTestCity';
import type { TestCity } from './openTestCity';
import { serveCity } from './serveCity';

async function post(url: string, body: unknown): Promise<{ status: number; text: string }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

let city: TestCity;
let server: CityServer;

beforeAll(async () => {
  city = await openTestCity('gera');
  await city.insert('staff', { key: '1', name: 'Ada' });
});
afterAll(() => city.close());

beforeEach(async () => {
  server = await serveCity(city.databaseUrl);
});
afterEach(() => server.close());

const staffOf = (cityId: string) => ({
  query: `{ _entities(representations: [{ __typename: "Staff", id: "${cityId}:staff:1" }]) { ... on Staff { id name } } }`,
});

describe('a city server', () => {
  it('answers GraphQL and gives its SDL to the hub', async () => {
    const { status, text } = await post(server.url, staffOf('gera'));
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual({ data: { _entities: [{ id: 'gera:staff:1', name: 'Ada' }] } });
    const { data } = JSON.parse((await post(server.url, { query: '{ _service { sdl } }' })).text);
    expect(data._service.sdl).toMatch(/type Staff implements Node\s+@key\(fields: "id"\)/);
    expect(data._service.sdl).toContain('@inaccessible');
  });

  it('serves beside another city in one process, each its own people', async () => {
    const jena = await openTestCity('jena');
    await jena.insert('staff', { key: '1', name: 'Ben' });
    const other = await serveCity(jena.databaseUrl, { cityId: 'jena' });
    try {
      const answers = await Promise.all([
        post(server.url, staffOf('gera')),
        post(other.url, staffOf('jena')),
        post(server.url, staffOf('jena')),
      ]);
      expect(answers.map(({ text }) => JSON.parse(text).data._entities[0]?.name ?? null)).toEqual(['Ada', 'Ben', null]);
    } finally {
      await other.close();
      await jena.close();
    }
  });

  it('is live and ready', async () => {
    const root = server.url.replace('/graphql', '');
    expect((await fetch(`${root}/health/live`)).status).toBe(200);
    const ready = await fetch(`${root}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
  });

  it('is live but not ready, and tells clients no cause, when its database is gone', async () => {
    const lost = await openTestCity('gera');
    const its = await serveCity(lost.databaseUrl);
    await endDatabase(lost.databaseUrl);
    const root = its.url.replace('/graphql', '');
    expect((await fetch(`${root}/health/live`)).status).toBe(200);
    const ready = await fetch(`${root}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'unavailable' }]);
    const { status, text } = await post(its.url, staffOf('gera'));
    expect(status).toBe(503);
    expect(JSON.parse(text)).toEqual({
      data: { _entities: [null] },
      errors: [
        {
          message: "The city's database cannot be reached at the moment.",
          locations: expect.any(Array),
          path: ['_entities', 0],
          extensions: { code: 'SERVICE_UNAVAILABLE' },
        },
      ],
    });
    await its.close();
    await lost.close();
  });

  /** What an operator's mistake does to a running city. */
  function endDatabase(url: string): Promise<void> {
    return onConnection(url, async (owner) => {
      await owner.query('ALTER TABLE staff RENAME TO gone');
      await owner.query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} CONNECTION LIMIT 0`);
      await owner.query(
        // What PostgreSQL does there of its own, as vacuuming, is not the owner's to end.
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
      );
    });
  }

  it('masks what a statement says when it fails', async () => {
    await city.dataSource.query('ALTER TABLE staff RENAME TO gone');
    const { text } = await post(server.url, staffOf('gera'));
    expect(text).toContain('internal error');
    expect(text).not.toMatch(/relation|staff" does|SELECT|127\.0\.0\.1|stack/);
    await city.dataSource.query('ALTER TABLE gone RENAME TO staff');
  });

  it('does not write what somebody searched for into its log', async () => {
    const lines: string[] = [];
    const logger = pino({}, { write: (line: string) => void lines.push(line) });
    const logging = await serveCity(city.databaseUrl, {}, logger);
    await city.dataSource.query('ALTER TABLE staff RENAME TO gone');
    await post(logging.url, {
      query: 'query ($text: String) { staffHits(text: $text, day: "2026-01-01", first: 1) { total } }',
      variables: { text: 'Sandra Wanzar' },
    });
    await logging.close();
    await city.dataSource.query('ALTER TABLE gone RENAME TO staff');
    expect(lines.join('')).toContain('a field failed');
    expect(lines.join('')).not.toContain('Wanzar');
  });

  it.each([
    ['a syntax error', { query: '{ staff' }, 400],
    ['an unknown field', { query: '{ nothing }' }, 400],
    ['no JSON', 'no json', 400],
    ['no query', {}, 400],
    ['a body of two megabytes', { query: ' '.repeat(2_000_000) }, 413],
  ])('answers %s with a clear error and no stack', async (_what, body, expected) => {
    const { status, text } = await post(server.url, body);
    expect(status).toBe(expected);
    expect(text).not.toMatch(/node_modules|at .*\.js|stacktrace/);
  });

  it('lets deliberate errors through', async () => {
    const { text } = await post(server.url, { query: '{ staffHits(day: "2026-01-01", first: 1) { total } }' });
    expect(JSON.parse(text).errors[0]).toMatchObject({
      message: 'Ask for concepts, for a text or for both.',
      extensions: { code: 'BAD_USER_INPUT', argument: 'concepts' },
    });
  });

  it('serves no page and no query by GET', async () => {
    expect((await fetch(server.url, { headers: { accept: 'text/html' } })).status).toBe(404);
  });

  it('answers what is under way when it closes, then refuses, and can be closed twice', async () => {
    const blocker = city.dataSource.createQueryRunner();
    await blocker.startTransaction();
    await blocker.query('LOCK TABLE staff');
    const answer = post(server.url, staffOf('gera'));
    await new Promise((resolve) => setTimeout(resolve, 200));
    const closed = Promise.all([server.close(), server.close()]);
    await blocker.rollbackTransaction();
    await blocker.release();
    expect((await answer).text).toContain('Ada');
    await closed;
    await expect(fetch(server.url)).rejects.toThrow();
    const open = await city.dataSource.query(
      `SELECT count(*)::integer AS count FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'`,
    );
    expect(open).toEqual([{ count: 0 }]);
  });
});

describe('createCityServer', () => {
  it('refuses a database without the schema', async () => {
    const database = await createTestDatabase();
    await expect(serveCity(database.url)).rejects.toThrow('run "npm run city -- migrate" first');
    await database.drop();
  });

  it("refuses a database with another city's data", async () => {
    await city.insert('city', { id: 'gera' });
    await expect(serveCity(city.databaseUrl, { cityId: 'jena' })).rejects.toThrow(
      'holds the data of gera, not of jena',
    );
    await emptyTables(city.dataSource, 'city');
  });
});

describe('migrate', () => {
  it('can run twice, and in two processes at once', async () => {
    const database = await createTestDatabase();
    await Promise.all([migrate(database.url), migrate(database.url)]);
    await migrate(database.url);
    const other = await serveCity(database.url);
    await other.close();
    await database.drop();
  });
});
