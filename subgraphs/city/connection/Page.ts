/** A page of a list, read from the database. */
export interface Page<Item> {
  readonly items: readonly { readonly cursor: string; readonly node: Item }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Counts the whole list. */
  readonly count: () => Promise<number>;
}
