import type { EntityManager } from 'typeorm';

/** What the database says of one of its tables. */
export interface Table {
  readonly name: string;
  /** Name of the temporary table with the rows that are to replace its own. */
  readonly incoming: string;
  /** All columns but the generated ones. */
  readonly columns: readonly string[];
  /** The columns of the primary key. */
  readonly key: readonly string[];
}

/** Asks the catalogue, so that the migrations stay the one place where columns are listed. */
export async function describeTable(manager: EntityManager, name: string): Promise<Table> {
  const columns = await manager.query<{ name: string; in_key: boolean }[]>(
    `SELECT attribute.attname::text AS name, attribute.attnum = ANY (index.indkey) AS in_key
     FROM pg_attribute AS attribute JOIN pg_index AS index ON index.indrelid = attribute.attrelid AND index.indisprimary
     WHERE attribute.attrelid = $1::regclass AND attribute.attnum > 0
       AND NOT attribute.attisdropped AND attribute.attgenerated = ''
     ORDER BY attribute.attnum`,
    [name],
  );
  return {
    name,
    incoming: `incoming_${name}`,
    columns: columns.map((column) => column.name),
    key: columns.filter((column) => column.in_key).map((column) => column.name),
  };
}
