import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import type { RecordTable } from './RecordTable';
import { askPrepared } from './askPrepared';
import { rowsByOwner } from './rowsByOwner';
import type { VisibleRows } from './VisibleRows';

/** A table that joins two kinds of records. All parts are constants of the code, never input. */
export interface Link {
  readonly table: string;
  /** Column with the key of the record that one comes from. */
  readonly owner: string;
  /** Column with the key of the record that one goes to. */
  readonly item: string;
  /** The column by which the records that one goes to are sorted, before their key. */
  readonly itemSort: string;
}

/**
 * Loads the records behind a link for many owners, in one statement. A record that is behind several links is one object,
 * as if it had come through its own loader, which it is put into.
 */
export function createLinkedLoader<Item extends { readonly key: string }>(
  dataSource: DataSource,
  { table, owner, item, itemSort }: Link,
  items: RecordTable<Item>,
  visible: VisibleRows,
  records: DataLoader<string, Item | null>,
): DataLoader<string, readonly Item[]> {
  return new DataLoader(async (owners) => {
    const answer = await askPrepared(
      dataSource,
      `SELECT ${items.columns('item')}, item.key, link.${owner}
       FROM ${table} AS link JOIN ${items.name} AS item ON item.key = link.${item}
       WHERE link.${owner} = ANY($1) ${visible.and('item', '$2')}
       ORDER BY item.${itemSort}, item.key`,
      [owners, ...visible.values],
    );
    const known = new Map<string, Item>();
    const linked = answer.rows.map((row) => {
      const [key, ownerKey] = row.slice(items.width) as [string, string];
      let record = known.get(key);
      if (record === undefined) {
        known.set(key, (record = items.read(row, answer)));
        records.prime(key, record);
      }
      return { ownerKey, record };
    });
    return rowsByOwner(owners, linked, ({ ownerKey }) => ownerKey).map((group) => group.map(({ record }) => record));
  });
}
