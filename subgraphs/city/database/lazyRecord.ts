import type { PreparedAnswer, Raw } from './askPrepared';

/** Makes records of rows. */
export type LazyRecord<Item> = new (row: readonly Raw[], decoders: PreparedAnswer['decoders']) => Item;

/**
 * A class of records whose values stay as PostgreSQL wrote them until somebody reads them, each time that they are read:
 * dates, arrays and JSON are most of what a row costs, and few questions ask for them.
 *
 * @param properties in the order of the columns
 */
export function lazyRecord<Item extends object>(
  entity: new () => Item,
  properties: readonly string[],
): LazyRecord<Item> {
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
