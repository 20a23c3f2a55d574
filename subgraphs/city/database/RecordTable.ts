import type { DataSource, EntityMetadata } from 'typeorm';
import type { Visibility } from '../visibility/Visibility';

/**
 * The table behind a class of records, for statements written by hand: TypeORM knows the columns, but what it does to
 * build a statement and to read its rows costs several times the statement itself.
 */
export class RecordTable<Item extends object> {
  private readonly metadata: EntityMetadata;
  private properties: readonly string[] | undefined;

  /**
   * @param sections what the viewer may see; left out for records that have no visibility of their own
   * @param computed SQL for properties that are no columns
   */
  constructor(
    dataSource: DataSource,
    private readonly entity: new () => Item,
    private readonly sections?: readonly Visibility[],
    private readonly computed: Readonly<Record<string, string>> = {},
  ) {
    this.metadata = dataSource.getMetadata(entity);
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
    const own = this.metadata.columns.map(({ databaseName }) => `${alias}.${databaseName}`);
    return [...own, ...Object.values(this.computed)].join(', ');
  }

  /** How many columns these are: the place of the first one behind them. */
  get width(): number {
    return this.metadata.columns.length + Object.keys(this.computed).length;
  }

  /** The record in a row. */
  read(row: readonly unknown[]): Item {
    this.properties ??= [
      ...this.metadata.columns.map(({ propertyName }) => propertyName),
      ...Object.keys(this.computed),
    ];
    const item = new this.entity();
    for (let place = 0; place < this.properties.length; place++) {
      (item as Record<string, unknown>)[this.properties[place] ?? ''] = row[place];
    }
    return item;
  }

  /** `AND` with the condition that the viewer may see a record. */
  andVisible(alias: string, placeholder: string): string {
    return this.sections === undefined ? '' : `AND ${alias}.visibility = ANY(${placeholder})`;
  }

  /** What the placeholder of `andVisible` stands for. */
  get visibleValues(): readonly unknown[] {
    return this.sections === undefined ? [] : [this.sections];
  }
}
