import { createTestDatabase } from './createTestDatabase';
import { onConnection } from './onConnection';

const ask = (url: string, sql: string): Promise<unknown[]> =>
  onConnection(url, async (client) => (await client.query<Record<string, unknown>>(sql)).rows);

test('a test database belongs to an ordinary role that may create the extension unaccent', async () => {
  const database = await createTestDatabase();
  try {
    expect(await ask(database.url, 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user')).toEqual([
      { rolsuper: false },
    ]);
    await ask(database.url, 'CREATE EXTENSION unaccent');
    expect(await ask(database.url, "SELECT lower(unaccent('Ä É Ž')) AS folded, lower('ΑΘΗΝΑ') AS greek")).toEqual([
      { folded: 'a e z', greek: 'αθηνα' },
    ]);
  } finally {
    await database.drop();
  }
});

test('the role of one test database cannot connect to another', async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  try {
    const crossed = new URL(one.url);
    crossed.pathname = new URL(other.url).pathname;
    await expect(ask(crossed.href, 'SELECT 1')).rejects.toThrow(/permission denied for database/);
  } finally {
    await Promise.all([one.drop(), other.drop()]);
  }
});
