import type { Cell } from '../columns/Column';

/** One record of a file, before it is known what it means. */
export interface TextRecord {
  /** The line on which it begins, counted from 1. */
  readonly line: number;
  /** What each cell stands under; the same array for records with the same headings. */
  readonly headings: readonly string[];
  readonly cells: readonly Cell[];
}

/** What is wrong with a file's form, by which a record cannot be read at all. */
export interface Damage {
  readonly line: number;
  /** Heading of the cell, or null when it is about the line as a whole. */
  readonly column: string | null;
  readonly reason: string;
}

/** What a reader finds in one piece of a file, in this order. */
export interface Found {
  /** A CSV file's header line, once. */
  readonly header?: { readonly line: number; readonly headings: readonly string[]; readonly delimiter: string };
  readonly records: readonly TextRecord[];
  readonly damage: readonly Damage[];
}
