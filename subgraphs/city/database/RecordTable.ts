import type { DataSource, EntityMetadata } from 'typeorm';
import type { PreparedAnswer, Raw } from './askPrepared';
import { lazyRecord } from './lazyRecord';
import type { LazyRecord } from './lazyRecord';

/** The tables of each database that was opened, by the class of their records. */
const tables = new WeakMap<EntityMetadata, RecordTable<object>>();

/**
 * The table behind a class of records, for statements written by hand: TypeORM knows the columns, but what it does to
 * build a statement and to read its rows costs several times the statement itself.
 */
export class RecordTable<Item extends object> {
  /** What `read` reads, by the name under which the statement knows the table. */
  readonly #columns = new Map<string, string>();
  readonly #Record: LazyRecord<Item>;

  private constructor(
    private readonly metadata: EntityMetadata,
    entity: new () => Item,
  ) {
    this.#Record = lazyRecord(
      entity,
      metadata.columns.map(({ propertyName }) => propertyName),
    );
  }

  static of<Item extends object>(dataSource: DataSource, entity: new () => Item): RecordTable<Item> {
    const metadata = dataSource.getMetadata(entity);
    const known = tables.get(metadata) as RecordTable<Item> | undefined;
    if (known !== undefined) return known;
    const table = new RecordTable(metadata, entity);
    tables.set(metadata, table);
    return table;
  }

  get name(): string {
    return this.metadata.tableName;
  }

  /** The column of a property. */
  column(property: keyof Item & string): string {
    return this.metadata.findColumnWithPropertyName(property)?.databaseName ?? property;
  }

  /** What `read` reads, to stand first in a statement's list. */
  columns(alias: string): string {
    let columns = this.#columns.get(alias);
    if (columns === undefined) {
      columns = this.metadata.columns
        .map(({ databaseName, query }) => (query === undefined ? `${alias}.${databaseName}` : `(${query(alias)})`))
        .join(', ');
      this.#columns.set(alias, columns);
    }
    return columns;
  }

  /** How many columns these are: the place of the first one behind them. */
  get width(): number {
    return this.metadata.columns.length;
  }

  /** The record in a row of an answer. */
  read(row: readonly Raw[], { decoders }: PreparedAnswer): Item {
    return new this.#Record(row, decoders);
  }

  /** The records in all rows of an answer. */
  readAll(answer: PreparedAnswer): Item[] {
    return answer.rows.map((row) => this.read(row, answer));
  }
}
