import type { TableRows } from '../store/contentTables';
import type { Column, ColumnValue } from './Column';
import type { Broken, Rule } from './rules';

export type Columns = Readonly<Record<string, Column>>;

/** The values of one record, by column. A family's values are by what stands in place of its `<...>`. */
export type ValuesOf<C extends Columns> = { readonly [N in keyof C]: ColumnValue<C[N]> };

/**
 * A kind of record in an import: what a file of it says, and which rows of the city's tables that becomes. A CSV file
 * names columns of these in its header line, in any order; a line of JSON has them as names.
 */
export interface RecordKind<N extends string = string, C extends Columns = Columns> {
  /** The file's name without its ending, such as `staff`. */
  readonly name: N;
  /**
   * By name. A name such as `label_<language>` stands for a family of columns with what is before `<` as prefix. A
   * column named `key` is the record's own, which no other record of the kind has.
   */
  readonly columns: C;
  /** The rules between the columns that a record breaks. */
  brokenRules(values: ValuesOf<C>): Broken[];
  /** The rows of one record. A value that could not be read is null, or an empty list: such a row is never stored. */
  rows(values: ValuesOf<C>): TableRows;
}

/** Declares a kind: its name, its columns, its rows, and the rules between the columns. */
export function recordKind<N extends string, C extends Columns>(
  name: N,
  columns: C,
  rows: (values: ValuesOf<NoInfer<C>>) => TableRows,
  ...rules: readonly Rule<ValuesOf<NoInfer<C>>>[]
): RecordKind<N, C> {
  return { name, columns, rows, brokenRules: (values) => rules.flatMap((rule) => rule(values) ?? []) };
}
