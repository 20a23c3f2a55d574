import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { rowsByOwner } from './rowsByOwner';

/** A table that joins two kinds of records. All parts are constants of the code, never input. */
export interface Link {
  readonly table: string;
  /** Column with the key of the record that one comes from. */
  readonly owner: string;
  /** Column with the key of the record that one goes to. */
  readonly item: string;
  /** The table of the records that one goes to, and the column by which they are sorted before their key. */
  readonly itemTable: string;
  readonly itemSort: string;
}

/**
 * Loads the records behind a link for many owners: their keys in one statement, the records themselves through `records`,
 * which knows what the viewer may see.
 */
export function createLinkedLoader<Item>(
  dataSource: DataSource,
  { table, owner, item, itemTable, itemSort }: Link,
  records: DataLoader<string, Item | null>,
): DataLoader<string, readonly Item[]> {
  return new DataLoader(async (owners) => {
    const rows = await dataSource.query<{ owner: string; key: string }[]>(
      `SELECT link.${owner} AS owner, item.key
       FROM ${table} AS link JOIN ${itemTable} AS item ON item.key = link.${item}
       WHERE link.${owner} = ANY($1)
       ORDER BY item.${itemSort}, item.key`,
      [owners],
    );
    const loaded = await Promise.all(
      rows.map(async (row) => ({ owner: row.owner, item: await records.load(row.key) })),
    );
    return rowsByOwner(owners, loaded, (row) => row.owner).map((group) =>
      group.flatMap((row) => (row.item === null ? [] : [row.item])),
    );
  });
}
