import { Client } from 'pg';
import { createOwnedDatabase } from '../../gateway/demo/postgres/createOwnedDatabase';
import { migrate } from '../../subgraphs/city/database/migrate';
import { createTestDatabase, urlOf } from './createTestDatabase';
import type { TestDatabase } from './createTestDatabase';
import { testPostgres } from './testPostgres';

const TEMPLATE = 'migrated_city';
/** Any number: those who wait for the template hold it one after the other. */
const TEMPLATE_LOCK = 1;

/** A database with a city's schema and no city yet: a copy of one that was migrated once for the whole run of jest. */
export async function createMigratedDatabase(): Promise<TestDatabase> {
  await makeTemplate();
  const database = await createTestDatabase(TEMPLATE);
  const name = new URL(database.url).username;
  await asSuperuser(name, (client) => client.query(`REASSIGN OWNED BY ${TEMPLATE} TO ${name}`));
  return database;
}

let made: Promise<void> | undefined;

/** Each of jest's processes asks; the first one does. */
function makeTemplate(): Promise<void> {
  return (made ??= asSuperuser('postgres', async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [TEMPLATE]);
    if (rowCount !== 0) return;
    const half = { name: `${TEMPLATE}_half`, password: 'nobody comes here' };
    await client.query(`DROP DATABASE IF EXISTS ${half.name}`);
    await createOwnedDatabase(testPostgres.superuserUrl(), half);
    await migrate(urlOf(half));
    // Else the first copy's owner would get the template, too, with all that was its owner's.
    await client.query(`ALTER DATABASE ${half.name} OWNER TO CURRENT_USER`);
    await client.query(`ALTER ROLE ${half.name} RENAME TO ${TEMPLATE}`);
    await client.query(`ALTER DATABASE ${half.name} RENAME TO ${TEMPLATE}`);
  }));
}

async function asSuperuser<T>(database: string, work: (client: Client) => Promise<T>): Promise<T> {
  const url = new URL(testPostgres.superuserUrl());
  url.pathname = `/${database}`;
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
