import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import type { RecordTable } from './RecordTable';
import { askPrepared } from './askPrepared';
import type { VisibleRows } from './VisibleRows';

/** Loads records by their key, in one statement for all. Null for a key that is unknown or out of the viewer's sections. */
export function createRecordLoader<Item extends { readonly key: string }>(
  dataSource: DataSource,
  table: RecordTable<Item>,
  visible: VisibleRows,
): DataLoader<string, Item | null> {
  return new DataLoader(async (keys) => {
    const answer = await askPrepared(
      dataSource,
      `SELECT ${table.columns('record')} FROM ${table.name} AS record
       WHERE record.key = ANY($1) ${visible.and('record', '$2')}`,
      [keys, ...visible.values],
    );
    const found = new Map(table.readAll(answer).map((item) => [item.key, item]));
    return keys.map((key) => found.get(key) ?? null);
  });
}
