import type { EntityManager } from 'typeorm';
import { contentTables } from './contentTables';
import type { ContentTable, ContentTableForm } from './contentTables';

/** What the code and the database say of a table. */
export interface Table {
  readonly name: ContentTable;
  readonly form: ContentTableForm;
  /** Name of the temporary table with the rows that come from the source. */
  readonly incoming: string;
  /** Name of the temporary table with the keys of the rows that the city is to have no longer. */
  readonly retired: string;
  /** Whether its rows are records, with a key and the times of their changes; else they are parts of records, or facts. */
  readonly isOfRecords: boolean;
  /** All columns that a source fills: neither the generated ones nor those that say when it could be read. */
  readonly columns: readonly string[];
  /** The columns of the primary key. */
  readonly key: readonly string[];
  /** The columns that hold JSON. */
  readonly json: ReadonlySet<string>;
}

interface Column {
  readonly of: ContentTable;
  readonly name: string;
  readonly in_key: boolean;
  readonly json: boolean;
}

/** Asks the catalogue, so that the migrations stay the one place where columns are listed. */
export async function describeTables(manager: EntityManager): Promise<ReadonlyMap<ContentTable, Table>> {
  const names = Object.keys(contentTables) as ContentTable[];
  const columns = await manager.query<Column[]>(
    `SELECT content.name AS of, attribute.attname::text AS name, attribute.attnum = ANY (index.indkey) AS in_key,
       attribute.atttypid = 'jsonb'::regtype AS json
     FROM unnest($1::text[]) AS content (name)
       JOIN pg_attribute AS attribute ON attribute.attrelid = content.name::regclass
       JOIN pg_index AS index ON index.indrelid = attribute.attrelid AND index.indisprimary
     WHERE attribute.attnum > 0
       AND NOT attribute.attisdropped AND attribute.attgenerated = '' AND attribute.attidentity = ''
       AND attribute.attname NOT IN ('published_at', 'public_since', 'network_since')
     ORDER BY attribute.attnum`,
    [names],
  );
  const columnsOf = (name: ContentTable) => columns.filter(({ of }) => of === name);
  return new Map(names.map((name) => [name, describeTable(name, columnsOf(name))]));
}

function describeTable(name: ContentTable, columns: readonly Column[]): Table {
  const named = (test: (column: Column) => boolean) => columns.filter(test).map((column) => column.name);
  return {
    name,
    form: contentTables[name],
    incoming: `incoming_${name}`,
    retired: `retired_${name}`,
    isOfRecords: columns.some((column) => column.name === 'updated_at'),
    columns: named(() => true),
    key: named((column) => column.in_key),
    json: new Set(named((column) => column.json)),
  };
}

/** The condition that rows of two tables have the same key. */
export function sameKey(table: Table, one: string, other: string): string {
  return table.key.map((column) => `${one}.${column} = ${other}.${column}`).join(' AND ');
}

/** The condition that the row that comes says something else than the row with the same key that is there. */
export function differs(table: Table, but?: string): string {
  const rest = table.columns.filter((column) => column !== but && !table.key.includes(column));
  if (rest.length === 0) return 'false';
  const of = (row: string) => rest.map((column) => `${row}.${column}`).join(', ');
  return `(${of('incoming')}) IS DISTINCT FROM (${of('present')})`;
}
