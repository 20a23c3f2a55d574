import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findFreePort } from '../../gateway/demo/postgres/findFreePort';
import { connect, createDataSource } from '../../subgraphs/city/database/createDataSource';
import { readCommandSettings } from '../../subgraphs/city/host/readCommandSettings';
import { readCities } from '../../subgraphs/city/host/readCities';
import { asSuperuser, createTestDatabase } from '../postgres/createTestDatabase';
import type { TestDatabase } from '../postgres/createTestDatabase';

let database: TestDatabase;
let stranger: string;

beforeAll(async () => {
  database = await createTestDatabase();
  stranger = `stranger_${new URL(database.url).username}`;
  await asSuperuser('postgres', (client) => client.query(`CREATE ROLE ${stranger} LOGIN PASSWORD 'secret'`));
});
afterAll(async () => {
  await asSuperuser(new URL(database.url).pathname.slice(1), (client) => client.query(`DROP OWNED BY ${stranger}`));
  await asSuperuser('postgres', (client) => client.query(`DROP ROLE ${stranger}`));
  await database.drop();
});

/** The address of the database with a part of it changed. */
function changed(part: Partial<Record<'username' | 'password' | 'pathname' | 'hostname' | 'port', string>>): string {
  return Object.assign(new URL(database.url), part).href;
}

test('CITY-291 a database that cannot be connected to is told with its address, what is wrong and where that is set', async () => {
  const free = String(await findFreePort());
  for (const [url, words] of [
    [changed({ port: free }), new RegExp(`at 127\\.0\\.0\\.1:${free} as test_.* PostgreSQL does not run there`)],
    [changed({ hostname: 'db.nowhere.invalid' }), /at db\.nowhere\.invalid:\d+ .*(host of that name|look up names)/],
    [
      changed({ password: 'secret' }),
      /\(password authentication failed for user "test_\w+"\)\. The password is not that/,
    ],
    [changed({ username: 'nobody_at_all', password: 'secret' }), / as nobody_at_all .* or there is no such role/],
    [
      changed({ pathname: '/nothing' }),
      /The database nothing .* There is no such database: .* database\.sql was not run/,
    ],
    [changed({ username: stranger, password: 'secret' }), /permission denied for database .* may not connect/],
  ] as const) {
    const { message } = (await connect(createDataSource(url)).catch((error: unknown) => error)) as Error;
    expect(message).toMatch(words);
    expect(message).toMatch(/DATABASE_URL, or MIGRATION_DATABASE_URL for what its owner does|look up names/);
    expect(message).not.toContain('secret');
  }
});

test('CITY-293 a command that was given no settings of the owner says so, and what to do', async () => {
  const name = new URL(database.url).pathname.slice(1);
  await asSuperuser(name, (client) => client.query(`GRANT CONNECT ON DATABASE ${name} TO ${stranger}`));
  const settings = { CITY_ID: 'gera', DATABASE_URL: changed({ username: stranger, password: 'secret' }) };
  const migrating = promisify(execFile)(
    process.execPath,
    ['-r', './register.js', 'subgraphs/city/main.ts', 'migrate'],
    {
      env: { PATH: process.env['PATH'], ...settings },
    },
  );
  await expect(migrating).rejects.toMatchObject({
    code: 1,
    stderr:
      'permission denied for schema public. MIGRATION_DATABASE_URL is not set, so this was tried as the role that serves: ' +
      "give the owner's settings as well (--env-file owner.env).\n",
  });
}, 60_000);

test('CITY-294 a file of settings in another encoding is told as that, and not as one in which all is missing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'settings-'));
  try {
    const cities = join(folder, 'gera');
    const file = join(cities, 'city.env');
    mkdirSync(cities);
    writeFileSync(file, `\uFEFFCITY_ID=gera\nDATABASE_URL=${database.url}\n`, 'utf16le');
    const words = `${file} is no text in UTF-8, but UTF-16, which Windows calls Unicode, or no text at all. Save it as UTF-8.`;
    expect(await readCities(folder)).toEqual(new Map([['gera', { problem: words }]]));
    expect(() => readCommandSettings(folder, 'gera', {})).toThrow(words);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
