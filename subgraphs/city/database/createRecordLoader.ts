import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import type { RecordTable } from './RecordTable';
import { askPrepared } from './askPrepared';

/** Loads records by their key, in one statement for all. Null for a key that is unknown or out of the viewer's sections. */
export function createRecordLoader<Item extends { readonly key: string }>(
  dataSource: DataSource,
  table: RecordTable<Item>,
): DataLoader<string, Item | null> {
  return new DataLoader(async (keys) => {
    const rows = await askPrepared(
      dataSource,
      `SELECT ${table.columns('record')} FROM ${table.name} AS record
       WHERE record.key = ANY($1) ${table.andVisible('record', '$2')}`,
      [keys, ...table.visibleValues],
    );
    const found = new Map(rows.map((row) => table.read(row)).map((item) => [item.key, item]));
    return keys.map((key) => found.get(key) ?? null);
  });
}
