import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { testPostgres } from './testPostgres';
import { onConnection } from './onConnection';

/** A database of the test's own; `url` is that of its owner, who is no superuser. */
export interface TestDatabase {
  readonly url: string;
  /** Removes the database and its role, ending sessions that are still open. */
  drop(): Promise<void>;
}

/** A database to copy. */
export interface Template {
  readonly name: string;
  /** The role that all in it belongs to, as all in a copy does to the copy's own. */
  readonly owner: string;
}

/** @param template without it, the new database is empty */
export async function createTestDatabase(template?: Template): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  await asSuperuser('postgres', async (client) => {
    await client.query(`CREATE ROLE ${name} LOGIN PASSWORD '${password}'`);
    // Where nothing is written to a disk, files are copied in half the time in which pages are.
    await client.query(
      `CREATE DATABASE ${name} OWNER ${name} TEMPLATE ${template?.name ?? 'template1'} STRATEGY FILE_COPY`,
    );
    await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  });
  if (template) await asSuperuser(name, (client) => client.query(`REASSIGN OWNED BY ${template.owner} TO ${name}`));
  return {
    url: urlOf(name, password),
    drop: () =>
      asSuperuser('postgres', async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
        await client.query(`DROP ROLE IF EXISTS ${name}`);
      }),
  };
}

/** That of a database, for the role with its name or another one. */
export function urlOf(database: string, password: string, role = database): string {
  const url = new URL(testPostgres.superuserUrl());
  url.username = role;
  url.password = password;
  url.pathname = `/${database}`;
  return url.href;
}

export function asSuperuser<T>(database: string, work: (client: Client) => Promise<T>): Promise<T> {
  const url = new URL(testPostgres.superuserUrl());
  url.pathname = `/${database}`;
  return onConnection(url.href, work);
}
