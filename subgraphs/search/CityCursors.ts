/**
 * The form in which cursors of cities are given to clients: sealed, since nobody can know what a city writes into them. Of
 * one city they are not taken for another.
 */
export interface CityCursors {
  close(cursor: string, cityId: string): string;
  /** Undefined for anything that no hub of the network has closed for this city. */
  open(closed: string, cityId: string): string | undefined;
}
