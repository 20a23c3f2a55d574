import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { RecordTable } from './RecordTable';
import { askPrepared } from './askPrepared';
import { rowsByOwner } from './rowsByOwner';

/** A row that belongs to a record and has a place among its like. */
interface Part {
  readonly ownerKey: string;
  readonly ordinal: number;
}

/** Loads the parts of many records in one statement, in the order in which the city gave them. */
export function createPartLoader<Item extends Part>(
  dataSource: DataSource,
  entity: new () => Item,
): DataLoader<string, readonly Item[]> {
  return new DataLoader(async (owners) => {
    const table = RecordTable.of(dataSource, entity);
    const answer = await askPrepared(
      dataSource,
      `SELECT ${table.columns('part')} FROM ${table.name} AS part
       WHERE part.${table.column('ownerKey')} = ANY($1) ORDER BY part.ordinal`,
      [owners],
    );
    return rowsByOwner(owners, table.readAll(answer), ({ ownerKey }) => ownerKey);
  });
}
