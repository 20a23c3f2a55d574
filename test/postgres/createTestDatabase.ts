import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { createOwnedDatabase } from '../../gateway/demo/postgres/createOwnedDatabase';
import type { OwnedDatabase } from '../../gateway/demo/postgres/createOwnedDatabase';
import { testPostgres } from './testPostgres';

/** A database of the test's own; `url` is that of its owner, who is no superuser. */
export interface TestDatabase {
  readonly url: string;
  /** Removes the database and its role, ending sessions that are still open. */
  drop(): Promise<void>;
}

/** @param template a database to copy; without it, the new one is empty */
export async function createTestDatabase(template?: string): Promise<TestDatabase> {
  const superuserUrl = testPostgres.superuserUrl();
  const name = `test_${randomBytes(6).toString('hex')}`;
  const owned = { name, password: randomBytes(12).toString('hex') };
  await createOwnedDatabase(superuserUrl, owned, template);
  return {
    url: urlOf(owned),
    async drop() {
      const client = new Client({ connectionString: superuserUrl });
      await client.connect();
      try {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
        await client.query(`DROP ROLE IF EXISTS ${name}`);
      } finally {
        await client.end();
      }
    },
  };
}

/** That of the database's owner. */
export function urlOf({ name, password }: OwnedDatabase): string {
  const url = new URL(testPostgres.superuserUrl());
  url.username = name;
  url.password = password;
  url.pathname = `/${name}`;
  return url.href;
}
