import { quoted } from '../Problems';
import { readValue } from './Value';
import type { Reading, ReadingContext, Value } from './Value';
import { boolean } from './values';

/** What a record has in a column: text, trimmed, empty where there is none; JSON can also give a number or a list. */
export type Cell = string | number | readonly string[];

/** Whether a cell has nothing. */
export function isEmpty(cell: Cell): boolean {
  return typeof cell !== 'number' && cell.length === 0;
}

/** A column with one name. */
export interface SingleColumn<T> {
  readonly kind: 'single';
  /** Whether the file must have it. */
  readonly required: boolean;
  /** Where the file leaves the column out, the cell is empty. */
  readonly read: (cell: Cell, context: ReadingContext) => Reading<T>;
  /** Stands for what cannot be read. */
  readonly blank: T | null;
}

/** Any number of columns with one prefix, such as `label_de` and `label_en`; empty cells are left out. */
export interface ColumnFamily<T> {
  readonly kind: 'family';
  /** Whether every record must have one at least. */
  readonly required: boolean;
  /** What may stand behind the prefix. */
  readonly member: Value<string>;
  readonly value: Value<T>;
}

export type Column = SingleColumn<unknown> | ColumnFamily<unknown>;

/** What a column gives for each record. */
export type ColumnValue<C> =
  C extends SingleColumn<infer T> ? T : C extends ColumnFamily<infer T> ? Readonly<Record<string, T>> : never;

/** A column that the file must have, with a value in every record. */
export function required<T>(value: Value<T>): SingleColumn<T> {
  return { kind: 'single', required: true, read: (cell, context) => readSingle(value, cell, context), blank: null };
}

/** A column that may be left out. Where it is empty, the value is not known: null. */
export function optional<T>(value: Value<T>): SingleColumn<T | null> {
  const empty: Reading<null> = { ok: true, value: null };
  return {
    kind: 'single',
    required: false,
    read: (cell, context) => (isEmpty(cell) ? empty : readSingle(value, cell, context)),
    blank: null,
  };
}

/** A column that may be left out and says that something holds. Where it is empty, it does not. */
export const flag: SingleColumn<boolean> = {
  kind: 'single',
  required: false,
  read: (cell, context) => (isEmpty(cell) ? { ok: true, value: false } : readSingle(boolean, cell, context)),
  blank: false,
};

/**
 * A column that may be left out, with different values: separated by `|` in a text, or a list of JSON. Where it is empty,
 * so is the list.
 */
export function listOf<T>(value: Value<T>): SingleColumn<readonly T[]> {
  return {
    kind: 'single',
    required: false,
    read: (given, context) => {
      const cell = typeof given === 'number' ? String(given) : given;
      if (cell.length === 0) return { ok: true, value: [] };
      const values = new Set<T>();
      for (const item of typeof cell === 'string' ? cell.split('|').map((part) => part.trim()) : cell) {
        const reading = readValue(value, item, context);
        const part = typeof cell === 'string' ? 'each part between "|"' : 'each item';
        if (!reading.ok) return { ok: false, reason: `${part} ${reading.reason}` };
        if (values.has(reading.value)) return { ok: false, reason: `must not name the same twice: ${quoted(item)}.` };
        values.add(reading.value);
      }
      return { ok: true, value: [...values] };
    },
    blank: [],
  };
}

/** As `listOf`, but what is empty is not known: null. */
export function optionalListOf<T>(value: Value<T>): SingleColumn<readonly T[] | null> {
  const list = listOf(value);
  return {
    ...list,
    read: (cell, context) => (isEmpty(cell) ? { ok: true, value: null } : list.read(cell, context)),
    blank: null,
  };
}

/** Columns `<prefix><member>`, of which every record has one filled at least. */
export function oneOrMore<T>(member: Value<string>, value: Value<T>): ColumnFamily<T> {
  return { kind: 'family', required: true, member, value };
}

/** Columns `<prefix><member>`, as many as the city likes. */
export function zeroOrMore<T>(member: Value<string>, value: Value<T>): ColumnFamily<T> {
  return { kind: 'family', required: false, member, value };
}

/** Reads a cell that has to hold one value. */
export function readSingle<T>(value: Value<T>, cell: Cell, context: ReadingContext): Reading<T> {
  if (typeof cell === 'string') return readValue(value, cell, context);
  if (typeof cell === 'number') return readValue(value, String(cell), { ...context, numbers: 'exact' });
  return { ok: false, reason: `must be ${value.expected}, but got a list.` };
}
