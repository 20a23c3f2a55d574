import type { Logger } from 'pino';
import type { DataSource, EntityManager } from 'typeorm';
import { DatabaseNotReadyError } from './checkDatabase';

/** The rights with which a table can be changed. */
const writeRights = ['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER'] as const;

type WriteRight = (typeof writeRights)[number];

/** What a running city has to write, by table. All else it only reads. */
const runtimeWrites: Readonly<Record<string, readonly WriteRight[]>> = {
  // Entries are added, and removed when their time is over; none is ever changed.
  disclosure: ['INSERT', 'DELETE'],
};

/** What a running city does not even read. */
const runtimeHidden: readonly string[] = ['erased_staff'];

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

/** What happens when a city is to be served by a role that may do more than serve: it is not, or it is with a warning. */
export type RoleCheck = 'required' | 'advised';

/**
 * Whoever breaks into a running city has its role's rights, so these should not reach further than its answers do.
 *
 * @throws DatabaseNotReadyError when the check is required and the role may do more than serve
 */
export async function checkRuntimeRole(dataSource: DataSource, check: RoleCheck, logger: Logger): Promise<void> {
  const beyond = await rightsBeyondServing(dataSource);
  if (beyond.length === 0) {
    return;
  }
  const found = `The role of DATABASE_URL may do more than serve: it ${beyond.join(', and ')}.`;
  if (check === 'required') {
    throw new DatabaseNotReadyError(
      `${found} Serve with a role of its own, and keep the owner's in MIGRATION_DATABASE_URL for "city migrate", ` +
        'which gives the other its rights. REQUIRE_RUNTIME_ROLE=false serves nevertheless.',
    );
  }
  logger.warn(
    `${found} WHOEVER BREAKS IN HERE CAN CHANGE THE CITY'S DATA. Serve with a role of its own, and set ` +
      'REQUIRE_RUNTIME_ROLE=true so that this cannot happen again.',
  );
}

interface RoleRow {
  readonly superuser: boolean;
  readonly manages_roles: boolean;
  readonly creates_tables: boolean;
  readonly owned: string[];
}

/**
 * What the role of this connection may do beyond serving, as ends of a sentence that begins with the role; empty when it
 * may do no more than read, and write what a running city has to.
 */
async function rightsBeyondServing(dataSource: DataSource): Promise<readonly string[]> {
  const [role] = await dataSource.query<RoleRow[]>(
    `SELECT rolsuper AS superuser,
       rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls AS manages_roles,
       has_schema_privilege('public', 'CREATE') OR has_database_privilege(current_database(), 'CREATE') AS creates_tables,
       ARRAY(
         SELECT 'the database' FROM pg_database WHERE datname = current_database() AND pg_has_role(datdba, 'MEMBER')
         UNION ALL
         SELECT 'the tables' WHERE EXISTS (
           SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND pg_has_role(relowner, 'MEMBER'))
       ) AS owned
     FROM pg_roles WHERE rolname = current_user`,
  );
  if (role === undefined) {
    return [];
  }
  if (role.superuser) {
    return ['is a superuser'];
  }
  const beyond: string[] = [];
  if (role.manages_roles) beyond.push('may manage roles or databases');
  if (role.owned.length > 0) beyond.push(`owns ${role.owned.join(' and ')}`);
  else if (role.creates_tables) beyond.push('may create tables');
  const writable = await writableTables(dataSource);
  if (role.owned.length === 0 && writable.length > 0) beyond.push(`may change ${writable.join(', ')}`);
  return beyond;
}

async function writableTables(dataSource: DataSource): Promise<readonly string[]> {
  const rows = await dataSource.query<{ name: string; rights: string[] }[]>(
    `SELECT relname::text AS name, ARRAY(
       SELECT right_name FROM unnest($1::text[]) AS right_name
       WHERE CASE WHEN right_name IN ('INSERT', 'UPDATE') THEN has_any_column_privilege(pg_class.oid, right_name)
                  ELSE has_table_privilege(pg_class.oid, right_name) END) AS rights
     FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname`,
    [writeRights],
  );
  const allowed = (table: string): readonly string[] => runtimeWrites[table] ?? [];
  return rows
    .filter(({ name, rights }) => rights.some((right) => !allowed(name).includes(right)))
    .map(({ name }) => name);
}
