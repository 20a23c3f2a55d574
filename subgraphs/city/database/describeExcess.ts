import type { DataSource } from 'typeorm';
import { runtimeWrites, writeRights } from './runtimeWrites';

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
export async function describeExcess(dataSource: DataSource): Promise<readonly string[]> {
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
  const excess: string[] = [];
  if (role.manages_roles) excess.push('may manage roles or databases');
  if (role.owned.length > 0) excess.push(`owns ${role.owned.join(' and ')}`);
  else if (role.creates_tables) excess.push('may create tables');
  const writable = await writableTables(dataSource);
  if (role.owned.length === 0 && writable.length > 0) excess.push(`may change ${writable.join(', ')}`);
  return excess;
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
