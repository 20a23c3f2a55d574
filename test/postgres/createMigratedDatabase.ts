import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createDataSource } from '../../subgraphs/city/database/createDataSource';
import { migrate } from '../../subgraphs/city/database/migrate';
import { importFolder } from '../../subgraphs/city/import/importSource';
import { asSuperuser, createTestDatabase, urlOf } from './createTestDatabase';
import type { Template, TestDatabase } from './createTestDatabase';

/** Whom all that is in the templates belongs to. */
const OWNER = 'template_owner';
const PASSWORD = 'nobody else comes here';
/** Any number: templates are made one after the other. */
const TEMPLATE_LOCK = 1;

/** A database with a city's schema and no city yet: a copy of one that was migrated once for the whole run of jest. */
export async function createMigratedDatabase(): Promise<TestDatabase> {
  return createTestDatabase(await migratedTemplate());
}

/** A database with what a city imported from a folder: a copy as well, made once of each content. */
export async function createImportedDatabase(cityId: string, folder: string): Promise<TestDatabase> {
  const migrated = await migratedTemplate();
  const template = await makeTemplate(`city_${digestOf(cityId, folder)}`, migrated.name, async (url) => {
    const dataSource = await createDataSource(url).initialize();
    await importFolder(dataSource, cityId, folder).finally(() => dataSource.destroy());
  });
  return createTestDatabase(template);
}

const migratedTemplate = (): Promise<Template> => makeTemplate('migrated_city', 'template1', migrate);

function digestOf(cityId: string, folder: string): string {
  const hash = createHash('sha256').update(cityId);
  for (const file of readdirSync(folder).sort())
    hash.update(`\n${file}\n`).update(readFileSync(path.join(folder, file)));
  return hash.digest('hex').slice(0, 32);
}

const made = new Map<string, Promise<Template>>();

/** Each of jest's processes asks; the first one fills it. */
function makeTemplate(name: string, from: string, fill: (url: string) => Promise<void>): Promise<Template> {
  const known = made.get(name) ?? make(name, from, fill);
  made.set(name, known);
  return known;
}

async function make(name: string, from: string, fill: (url: string) => Promise<void>): Promise<Template> {
  await asSuperuser('postgres', async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount !== 0) return;
    await client.query(
      `DO $$ BEGIN CREATE ROLE ${OWNER} LOGIN PASSWORD '${PASSWORD}'; EXCEPTION WHEN duplicate_object THEN END $$`,
    );
    // With it `emptyTables` leaves triggers out.
    await client.query(`GRANT SET ON PARAMETER session_replication_role TO PUBLIC`);
    const half = `${name}_half`;
    await client.query(`DROP DATABASE IF EXISTS ${half}`);
    await client.query(`CREATE DATABASE ${half} OWNER ${OWNER} TEMPLATE ${from}`);
    await fill(urlOf(half, PASSWORD, OWNER));
    // Else the first copy's owner would get the template, too, with all that was its owner's.
    await client.query(`ALTER DATABASE ${half} OWNER TO CURRENT_USER`);
    await client.query(`ALTER DATABASE ${half} WITH ALLOW_CONNECTIONS false`);
    await client.query(`ALTER DATABASE ${half} RENAME TO ${name}`);
  });
  return { name, owner: OWNER };
}
