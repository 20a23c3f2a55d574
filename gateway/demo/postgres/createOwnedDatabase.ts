import { Client } from 'pg';

/** A database and the one role that may use it, both with this name. */
export interface OwnedDatabase {
  readonly name: string;
  readonly password: string;
}

/**
 * Creates the role and its database where they are missing, and sets the role's password. The role owns its database,
 * which lets it create trusted extensions, and nobody else may connect to it; it is no superuser.
 *
 * @param template the database to copy; nobody may be connected to it
 */
export async function createOwnedDatabase(
  superuserUrl: string,
  { name, password }: OwnedDatabase,
  template = 'template1',
): Promise<void> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const quoted = client.escapeIdentifier(name);
    const role = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
    if (role.rowCount === 0) {
      await client.query(`CREATE ROLE ${quoted}`);
    }
    await client.query(`ALTER ROLE ${quoted} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
    const database = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (database.rowCount === 0) {
      await client.query(`CREATE DATABASE ${quoted} OWNER ${quoted} TEMPLATE ${client.escapeIdentifier(template)}`);
    }
    await client.query(`REVOKE ALL ON DATABASE ${quoted} FROM PUBLIC`);
  } finally {
    await client.end();
  }
}
