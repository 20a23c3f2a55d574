import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { createOwnedDatabase } from '../../gateway/demo/postgres/createOwnedDatabase';
import { testPostgres } from './testPostgres';

/** An empty database of the test's own; `url` is that of its owner, who is no superuser. */
export interface TestDatabase {
  readonly url: string;
  /** Removes the database and its role, ending sessions that are still open. */
  drop(): Promise<void>;
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const superuserUrl = testPostgres.superuserUrl();
  const name = `test_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  await createOwnedDatabase(superuserUrl, { name, password });
  const url = new URL(superuserUrl);
  url.username = name;
  url.password = password;
  url.pathname = `/${name}`;
  return {
    url: url.href,
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
