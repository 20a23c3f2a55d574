import { quoted } from '../Problems';
import type { Column, ColumnValue } from './Column';
import { isLarger } from './numbers';
import type { TableForm } from './TableForm';

export type Columns = Readonly<Record<string, Column>>;

/** The values of one record, by column. A family's values are by what stands in place of its `<...>`. */
export type ValuesOf<C extends Columns> = { readonly [N in keyof C]: ColumnValue<C[N]> };

export type Tables = Readonly<Record<string, TableForm>>;

/** Rows of some tables, by column. What is no column of the table is passed over; a column without value is null. */
export type RowsOf<T extends Tables> = { readonly [Table in keyof T]?: readonly object[] };

/**
 * A kind of record in an import: what a file of it says, and which rows of the city's tables that becomes. A CSV file
 * names columns of these in its header line, in any order; a line of JSON has them as names.
 */
export interface RecordKind<N extends string = string, C extends Columns = Columns, T extends Tables = Tables> {
  /** The file's name without its ending, such as `staff`. */
  readonly name: N;
  /**
   * By name. A name such as `label_<language>` stands for a family of columns with what is before `<` as prefix. A
   * column named `key` is the record's own, which no other record of the kind has.
   */
  readonly columns: C;
  /** The tables that have its rows. */
  readonly tables: T;
  /** The rules between the columns that a record breaks. */
  brokenRules(values: ValuesOf<C>): Broken[];
  /** The rows of one record. A value that could not be read is null, or an empty list: such a row is never stored. */
  rows(values: ValuesOf<C>): RowsOf<T>;
}

/** Declares a kind: its name, its columns, its tables, the rows of a record, and the rules between the columns. */
export function recordKind<N extends string, C extends Columns, T extends Tables>(
  name: N,
  columns: C,
  tables: T,
  rows: (values: ValuesOf<NoInfer<C>>) => RowsOf<NoInfer<T>>,
  ...rules: readonly Rule<ValuesOf<NoInfer<C>>>[]
): RecordKind<N, C, T> {
  return { name, columns, tables, rows, brokenRules: (values) => rules.flatMap((rule) => rule(values) ?? []) };
}

/** Where a rule is broken: the column to look at, and why. */
interface Broken {
  readonly column: string;
  readonly reason: string;
}

/** What must hold between the values of one record; undefined where it does. */
type Rule<V> = (values: V) => Broken | undefined;

/**
 * The end does not come before the start. Both are partial dates, so only what is certain is held against them: 2023 may
 * be the end of what began in 2023-10.
 */
export function inOrder<S extends string, E extends string>(
  start: S,
  end: E,
): Rule<Readonly<Record<S | E, string | null>>> {
  return (values) => {
    const [from, to] = [values[start], values[end]];
    if (from === null || to === null) return undefined;
    const precision = Math.min(from.length, to.length);
    if (to.slice(0, precision) >= from.slice(0, precision)) return undefined;
    return { column: end, reason: `must not be before ${start}, which is ${quoted(from)}, but got ${quoted(to)}.` };
  };
}

/** One of some columns is filled, and none of the others. */
export function exactlyOneOf<N extends string>(
  first: N,
  ...others: readonly N[]
): Rule<Readonly<Record<N, string | null>>> {
  const columns = [first, ...others];
  return (values) => {
    const filled = columns.filter((column) => values[column] !== null);
    if (filled.length === 1) return undefined;
    const got = filled.length === 0 ? 'none is' : `${listed(filled)} are`;
    return { column: first, reason: `exactly one of ${listed(columns)} must be filled, but ${got}.` };
  };
}

function listed(columns: readonly string[]): string {
  return [columns.slice(0, -1).join(', '), ...columns.slice(-1)].join(' and ');
}

/** Where one of two columns is filled, so is the other. */
export function bothOrNeither<A extends string, B extends string>(
  first: A,
  second: B,
): Rule<Readonly<Record<A | B, unknown>>> {
  return (values) => {
    if ((values[first] === null) === (values[second] === null)) return undefined;
    const [filled, empty] = values[first] === null ? [second, first] : [first, second];
    return { column: empty, reason: `must be filled, since ${filled} is.` };
  };
}

/** Where a column is filled, so is another, by which it is understood. */
export function withIt<A extends string, B extends string>(
  column: A,
  other: B,
): Rule<Readonly<Record<A | B, string | null>>> {
  return (values) =>
    values[column] === null || values[other] !== null
      ? undefined
      : { column: other, reason: `must be filled, since ${column} is.` };
}

/** Sums of money are of some currency. */
export function inCurrency<A extends string>(
  ...sums: readonly A[]
): Rule<Readonly<Record<A | 'currency', string | null>>> {
  return (values) => {
    const sum = sums.find((column) => values[column] !== null);
    if (sum === undefined || values.currency !== null) return undefined;
    return { column: 'currency', reason: `must be filled, since ${sum} is a sum of money: with a code such as EUR.` };
  };
}

/** What is a part is no larger than the whole, which is in the first of some columns that is filled. */
export function partOf<P extends string, W extends string>(
  part: P,
  ...wholes: readonly W[]
): Rule<Readonly<Record<P | W, string | null>>> {
  return (values) => {
    const share = values[part];
    const column = wholes.find((name) => values[name] !== null);
    const whole = column === undefined ? null : values[column];
    if (share === null || whole === null || !isLarger(share, whole)) return undefined;
    return { column: part, reason: `must not be more than ${column}, which is ${whole}, but got ${share}.` };
  };
}

/** Nothing stands in more than one of these lists. */
export function differentIn<N extends string>(...columns: readonly N[]): Rule<Readonly<Record<N, readonly string[]>>> {
  return (values) => {
    const seen = new Map<string, N>();
    for (const column of columns) {
      for (const item of values[column]) {
        const earlier = seen.get(item);
        if (earlier !== undefined)
          return { column, reason: `must not name ${quoted(item)}, which ${earlier} has too.` };
        seen.set(item, column);
      }
    }
    return undefined;
  };
}
