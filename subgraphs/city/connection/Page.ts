/** An item on a page of a list. */
export interface PageItem<Item> {
  /** Made when it is asked for, which few do: to seal it takes time. */
  readonly cursor: string;
  readonly node: Item;
}

/** How many items a list has. */
export interface Count {
  readonly total: number;
  /** Which ones these are, where that is wanted and they are few. Null where it is not, or they are more. */
  readonly keys: readonly string[] | null;
}

/** A page of a list, read from the database. */
export interface Page<Item> {
  readonly items: readonly PageItem<Item>[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Counts the whole list. */
  readonly count: () => Promise<Count>;
}
