import type { OwnedType } from '../../../contract/ids';

/** How the rows of a table come into the city and leave it. */
export interface TableForm {
  /** The record whose part a row is, and the column with that record's key: a change of the row is a change of it. */
  readonly owner?: { readonly table: OwnedType; readonly column: string };
  /**
   * What a source that only adds puts in place of what is there: a row that row alone; a list all rows of the records that
   * stand in the column of the table named.
   */
  readonly replaces: 'row' | { readonly listOf: { readonly table: string; readonly column: string } };
  readonly references: readonly Reference[];
  /** What stands once, beside keys: some columns, and the column of the source that says it. */
  readonly unique?: { readonly columns: readonly string[]; readonly sourceColumn: string };
}

/** A column with the key of a record. */
export interface Reference {
  readonly column: string;
  readonly table: OwnedType;
  /** The column of the source that says it. */
  readonly sourceColumn: string;
  /** What becomes of the row when that record is retired. */
  readonly onRetire: 'goes too' | 'forgets it';
}

/** The table of the records themselves. */
export const records: TableForm = { replaces: 'row', references: [] };

/** The table of records that refer to others. */
export function recordsWith(...references: readonly Reference[]): TableForm {
  return { replaces: 'row', references };
}

/** A table of keys that stand as a list in the record itself. */
export function listIn(owner: OwnedType, ...references: readonly Reference[]): TableForm {
  return {
    owner: { table: owner, column: `${owner}_key` },
    replaces: { listOf: { table: owner, column: 'key' } },
    references,
  };
}

/** A list in a file of its own, which has the rows of a record together, and numbered in their order. */
export function numberedIn(owner: OwnedType, table: string): TableForm {
  return {
    owner: { table: owner, column: `${owner}_key` },
    replaces: { listOf: { table, column: `${owner}_key` } },
    references: [to(owner, owner)],
  };
}

/** Titles and summaries of a record in other languages, each once. */
export function translationsOf(owner: OwnedType): TableForm {
  const table = `${owner}_translation`;
  return { ...numberedIn(owner, table), unique: { columns: [`${owner}_key`, 'language'], sourceColumn: 'language' } };
}

/** A reference to a record, which stands in this column of the source. */
export function to(table: OwnedType, sourceColumn: string, onRetire: Reference['onRetire'] = 'goes too'): Reference {
  return { column: `${table}_key`, table, sourceColumn, onRetire };
}
