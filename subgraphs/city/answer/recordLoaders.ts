import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import type { Visibility } from '../../contract/enums';
import { askPrepared } from '../database/askPrepared';
import { RecordTable } from '../database/RecordTable';
import { byVisibility } from '../record/visibility';
import type { SeenBy } from '../record/visibility';

/** What a viewer may see of a table, for SQL. */
export class VisibleRows {
  /** @param sections null for records that are led to by others, which decide who may see them */
  constructor(
    private readonly sections: readonly Visibility[] | null,
    private readonly seenBy: SeenBy = byVisibility,
  ) {}

  /** `AND` with the condition that the viewer may see a record; `placeholder` stands for `values`. */
  and(alias: string, placeholder: string): string {
    return this.sections === null ? '' : `AND ${this.seenBy(alias, placeholder)}`;
  }

  /** For the condition's placeholder: one, or none where there is no condition. */
  get values(): readonly unknown[] {
    return this.sections === null ? [] : [this.sections];
  }
}

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

/** The rows of each owner, in the owners' order, and each owner's rows in the order in which they came. */
export function rowsByOwner<Row>(
  owners: readonly string[],
  rows: readonly Row[],
  ownerOf: (row: Row) => string,
): Row[][] {
  const groups = new Map<string, Row[]>(owners.map((owner) => [owner, []]));
  for (const row of rows) {
    groups.get(ownerOf(row))?.push(row);
  }
  return owners.map((owner) => groups.get(owner) ?? []);
}
