import type { DataSource, EntityMetadata } from 'typeorm';
import type { PreparedAnswer, Raw } from './queryPrepared';

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

/** Makes records of rows. */
type LazyRecord<Item> = new (row: readonly Raw[], decoders: PreparedAnswer['decoders']) => Item;

/**
 * A class of records whose values stay as PostgreSQL wrote them until somebody reads them, each time that they are read:
 * dates, arrays and JSON are most of what a row costs, and few questions ask for them.
 *
 * @param properties in the order of the columns
 */
function lazyRecord<Item extends object>(entity: new () => Item, properties: readonly string[]): LazyRecord<Item> {
  class Record extends (entity as new () => object) {
    constructor(
      readonly row: readonly Raw[],
      readonly decoders: PreparedAnswer['decoders'],
    ) {
      super();
    }
  }
  for (const [place, property] of properties.entries()) {
    Object.defineProperty(Record.prototype, property, {
      get(this: Record) {
        const raw = this.row[place] ?? null;
        return raw === null ? null : this.decoders[place]?.(raw);
      },
    });
  }
  return Record as unknown as LazyRecord<Item>;
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
