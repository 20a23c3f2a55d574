import type { SeenBy } from '../visibility/SeenBy';

/** A list that can be paged by position, in SQL. All parts are constants of the code, never input. */
export interface KeysetList {
  /** Tells the list from others of the same owner in cursors. */
  readonly name: string;
  /** The table of the items, which has a `key`. */
  readonly table: string;
  /** The column to sort by, before the key; a text in byte order. */
  readonly sort: string;
  /** True for the greatest sort value first. The key always ascends. */
  readonly descending: boolean;
  /** Who may see an item. */
  readonly seenBy: SeenBy;
  /** Which items belong to an owner: a condition on `item` and `request.owner`. */
  readonly membership: string;
}
