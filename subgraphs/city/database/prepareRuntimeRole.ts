import type { EntityManager } from 'typeorm';
import { DatabaseNotReadyError } from './DatabaseNotReadyError';
import { runtimeHidden, runtimeWrites } from './runtimeWrites';

/**
 * Gives the role that serves what it needs and takes all else from it. To be run by the owner after each migration, since
 * the rights on a table end with the table.
 *
 * The role itself is made by the database's administrator: the owner of a database may not create roles.
 *
 * @throws DatabaseNotReadyError when there is no such role
 */
export async function prepareRuntimeRole(owner: EntityManager, role: string): Promise<void> {
  const [known] = await owner.query<{ role: string; database: string }[]>(
    `SELECT quote_ident(rolname) AS role, quote_ident(current_database()) AS database FROM pg_roles WHERE rolname = $1`,
    [role],
  );
  if (known === undefined) {
    throw new DatabaseNotReadyError(
      `The role ${role} of DATABASE_URL does not exist. As the database's administrator: createuser --pwprompt ${role}`,
    );
  }
  const statements = [
    `GRANT CONNECT ON DATABASE ${known.database} TO ${known.role}`,
    // Everybody may make temporary tables in a database, unless its owner says otherwise.
    `REVOKE CREATE, TEMPORARY ON DATABASE ${known.database} FROM PUBLIC, ${known.role}`,
    `REVOKE CREATE ON SCHEMA public FROM PUBLIC, ${known.role}`,
    `GRANT USAGE ON SCHEMA public TO ${known.role}`,
    `REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, ${known.role}`,
    ...(await contentTables(owner))
      .filter((table) => !runtimeHidden.includes(table))
      .map((table) => `GRANT ${['SELECT', ...(runtimeWrites[table] ?? [])].join(', ')} ON ${table} TO ${known.role}`),
  ];
  for (const statement of statements) {
    await owner.query(statement);
  }
}

/** The tables that the migrations made. An extension's own are not ours to grant. */
async function contentTables(owner: EntityManager): Promise<readonly string[]> {
  const rows = await owner.query<{ name: string }[]>(
    `SELECT relname::text AS name FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
       AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')
     ORDER BY relname`,
  );
  return rows.map(({ name }) => name);
}
