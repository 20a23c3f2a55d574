import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import type { Visibility } from '../../contract/enums';
import { queryPrepared } from '../database/queryPrepared';
import { RecordTable, rowsByOwner } from '../database/RecordTable';
import type { Keyed, NodeKind } from '../record/Node';
import { topic, topicLinks } from '../record/Topic';
import type { Topic } from '../record/Topic';

/** Loads records by their key, in one statement for all. Null for a key that is unknown or out of the viewer's sections. */
export function createRecordLoader<Item extends Keyed>(
  dataSource: DataSource,
  kind: NodeKind<Item>,
  sections: readonly Visibility[],
): DataLoader<string, Item | null> {
  const table = RecordTable.of(dataSource, kind.entity);
  return new DataLoader(async (keys) => {
    const answer = await queryPrepared(
      dataSource,
      `SELECT ${table.columns('record')} FROM ${table.name} AS record
       WHERE record.key = ANY($1) AND ${kind.seenBy('record', '$2')}`,
      [keys, sections],
    );
    const found = new Map(table.readAll(answer).map((item) => [item.key, item]));
    return keys.map((key) => found.get(key) ?? null);
  });
}

/** A way from a record to others: a table that has the keys of both. All parts are constants of the code, never input. */
export interface Link<Item extends Keyed> {
  readonly table: string;
  /** The column with the key of the record that one comes from. */
  readonly owner: string;
  /** The column with the key of the record that one comes to, where it is not called by its kind. */
  readonly item?: string;
  /** The kind of the records that one comes to. */
  readonly to: NodeKind<Item>;
  /** Set where whoever sees the record that one comes from sees these, too. */
  readonly seenWithOwner?: boolean;
}

/** The topics that a record names. */
export function topicsOf({ type }: { readonly type: keyof typeof topicLinks }): Link<Topic> {
  return { table: topicLinks[type], owner: `${type}_key`, to: topic, seenWithOwner: true };
}

/**
 * Loads the records behind a link for many owners, in one statement. A record that is behind several links is one object,
 * as if it had come through its own loader, which it is put into.
 */
export function createLinkedLoader<Item extends Keyed>(
  dataSource: DataSource,
  { table, owner, to, item = `${to.type}_key`, seenWithOwner }: Link<Item>,
  sections: readonly Visibility[],
  records: DataLoader<string, Item | null>,
): DataLoader<string, readonly Item[]> {
  const items = RecordTable.of(dataSource, to.entity);
  const [condition, values] = seenWithOwner === true ? ['', []] : [`AND ${to.seenBy('item', '$2')}`, [sections]];
  return new DataLoader(async (owners) => {
    const answer = await queryPrepared(
      dataSource,
      `SELECT ${items.columns('item')}, item.key, link.${owner}
       FROM ${table} AS link JOIN ${items.name} AS item ON item.key = link.${item}
       WHERE link.${owner} = ANY($1) ${condition}
       ORDER BY item.${to.sort}, item.key`,
      [owners, ...values],
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
export interface Part {
  readonly ownerKey: string;
  readonly ordinal: number;
}

/** Loads the parts of many records in one statement, in the order in which the city gave them. */
export function createPartLoader<Item extends Part>(
  dataSource: DataSource,
  table: RecordTable<Item>,
): DataLoader<string, readonly Item[]> {
  return new DataLoader(async (owners) => {
    const answer = await queryPrepared(
      dataSource,
      `SELECT ${table.columns('part')} FROM ${table.name} AS part
       WHERE part.${table.column('ownerKey')} = ANY($1) ORDER BY part.ordinal`,
      [owners],
    );
    return rowsByOwner(owners, table.readAll(answer), ({ ownerKey }) => ownerKey);
  });
}
