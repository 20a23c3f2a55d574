import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { migrate } from '../../subgraphs/city/database/migrate';
import type { RoleCheck } from '../../subgraphs/city/database/runtimeRole';
import type { CityServer } from '../../subgraphs/city/serve/createCityServer';
import { testPostgres } from '../postgres/testPostgres';
import { openTestCity } from './openTestCity';
import type { TestCity } from './openTestCity';
import { serveCity } from './serveCity';
import { onConnection } from '../postgres/onConnection';

let city: TestCity;
let role: string;
let runtimeUrl: string;

const asSuperuser = (...statements: string[]): Promise<void> =>
  onConnection(testPostgres.superuserUrl(), async (client) => {
    for (const statement of statements) await client.query(statement);
  });

/** What PostgreSQL says to the role that serves. */
const asRuntime = (statement: string): Promise<string> =>
  onConnection(runtimeUrl, (client) =>
    client.query(statement).then(
      () => 'done',
      (error: unknown) => (error as Error).message,
    ),
  );

beforeAll(async () => {
  city = await openTestCity('gera');
  await city.insert('staff', { key: '1', name: 'Ada' });
  role = `serve_${randomBytes(6).toString('hex')}`;
  const url = new URL(city.databaseUrl);
  url.username = role;
  url.password = 'secret';
  runtimeUrl = url.href;
  await asSuperuser(`CREATE ROLE ${role} LOGIN PASSWORD 'secret'`);
  await migrate(city.databaseUrl, role);
});
afterAll(async () => {
  await city.close();
  await asSuperuser(`DROP ROLE ${role}`);
});

const lines: string[] = [];
const logger = pino({}, { write: (line: string) => void lines.push(line) });
afterEach(() => lines.splice(0));

const serve = (databaseUrl: string, roleCheck: RoleCheck | null): Promise<CityServer> =>
  serveCity(databaseUrl, { operations: { roleCheck } }, logger);

describe('the role that serves', () => {
  it('answers the whole contract, and no warning is given', async () => {
    const server = await serve(runtimeUrl, 'required');
    try {
      const response = await fetch(server.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          query: `{
            staffHits(text: "ada", day: "2026-01-01", first: 5) { total }
            programmeHits(text: "ada", day: "2026-01-01", first: 5) { total }
            exchangeHits(text: "ada", day: "2026-01-01", first: 5) { total }
            summary { version }
            _entities(representations: [{ __typename: "City", id: "gera" }]) { ... on City {
              staff { nodes { name experiences { role } programmes { title } } } programmes { totalCount } topics { totalCount }
              exchanges { totalCount } needs { totalCount } offers { totalCount } } }
          }`,
        }),
      });
      const answer = await response.json();
      expect(answer.errors).toBeUndefined();
      expect(answer.data._entities[0].staff.nodes).toEqual([{ name: 'Ada', experiences: [], programmes: [] }]);
      expect(lines.join('')).not.toContain('may do more');
    } finally {
      await server.close();
    }
  });

  it.each([
    'INSERT INTO topic VALUES (1)',
    `UPDATE staff SET name = 'x'`,
    'DELETE FROM experience',
    'TRUNCATE staff CASCADE',
    'ALTER TABLE staff ADD COLUMN x int',
    'DROP TABLE staff',
    'DROP FUNCTION public.fold CASCADE',
    'CREATE TABLE mine (x int)',
    'CREATE TEMPORARY TABLE mine (x int)',
    'CREATE SCHEMA mine',
    'CREATE INDEX ON staff (name)',
    `UPDATE disclosure SET organisation = 'x'`,
    'SELECT * FROM erased_staff',
    `INSERT INTO migrations (timestamp, name) VALUES (1, 'x')`,
    'GRANT SELECT ON staff TO PUBLIC',
  ])('may not: %s', async (statement) => {
    const said = await asRuntime(statement);
    if (statement.startsWith('GRANT')) {
      // PostgreSQL only warns when there is nothing that one could grant.
      expect(said).toMatch(/done|permission denied/);
      expect(await city.dataSource.query(`SELECT has_table_privilege('public', 'staff', 'SELECT') AS public`)).toEqual([
        { public: false },
      ]);
    } else {
      expect(said).toMatch(/permission denied|must be owner/);
    }
  });

  it('may add to the disclosure log, and shorten it', async () => {
    const columns = '(organisation, subject, staff_key, extent, request_id)';
    expect(await asRuntime(`INSERT INTO disclosure ${columns} VALUES ('jena', 'x', '1', 'HIT', 'y')`)).toBe('done');
    expect(await asRuntime(`DELETE FROM disclosure WHERE at < now()`)).toBe('done');
  });

  it('keeps its rights, and no others, when it is prepared again', async () => {
    await city.dataSource.query(`GRANT UPDATE ON staff TO ${role}`);
    await expect(serve(runtimeUrl, 'required')).rejects.toThrow('may do more than serve: it may change staff.');
    await migrate(city.databaseUrl, role);
    await (await serve(runtimeUrl, 'required')).close();
  });

  it('has to be there before the migration', async () => {
    await expect(migrate(city.databaseUrl, 'nobody_at_all')).rejects.toThrow(
      "The role nobody_at_all of DATABASE_URL does not exist. As the database's administrator: createuser --pwprompt nobody_at_all",
    );
  });
});

describe('a city server with another role', () => {
  it('refuses the owner when it is required', async () => {
    await expect(serve(city.databaseUrl, 'required')).rejects.toThrow(
      /may do more than serve: it owns the database and the tables\. .*MIGRATION_DATABASE_URL/,
    );
  });

  it('refuses a superuser, a member of the owner, and one that may create roles or tables', async () => {
    const superuser = new URL(testPostgres.superuserUrl());
    superuser.pathname = new URL(city.databaseUrl).pathname;
    await expect(serve(superuser.href, 'required')).rejects.toThrow('it is a superuser.');
    const owner = new URL(city.databaseUrl).username;
    await asSuperuser(`GRANT ${owner} TO ${role}`);
    await expect(serve(runtimeUrl, 'required')).rejects.toThrow('it owns the database and the tables.');
    await asSuperuser(`REVOKE ${owner} FROM ${role}`, `ALTER ROLE ${role} CREATEROLE`);
    await expect(serve(runtimeUrl, 'required')).rejects.toThrow('it may manage roles or databases.');
    await asSuperuser(`ALTER ROLE ${role} NOCREATEROLE`);
    await city.dataSource.query(`GRANT CREATE ON DATABASE ${owner} TO ${role}`);
    await expect(serve(runtimeUrl, 'required')).rejects.toThrow('it may create tables.');
    await city.dataSource.query(`REVOKE CREATE ON DATABASE ${owner} FROM ${role}`);
  });

  it('warns loudly when it is advised, and serves', async () => {
    const server = await serve(city.databaseUrl, 'advised');
    await server.close();
    const warnings = lines
      .map((line) => JSON.parse(line))
      .filter(({ level, msg }) => level === 40 && /may do more/.test(msg));
    expect(warnings).toHaveLength(1);
    expect(warnings[0].msg).toContain("WHOEVER BREAKS IN HERE CAN CHANGE THE CITY'S DATA");
  });
});
