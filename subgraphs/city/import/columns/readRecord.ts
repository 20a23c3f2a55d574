import { isEmpty, readSingle } from './Column';
import type { Cell } from './Column';
import type { Columns, RecordKind, ValuesOf } from './RecordKind';
import { readValue } from './Value';
import type { ReadingContext } from './Value';

/**
 * Reads one record by the columns that the file has. Every cell is read, so that all that is wrong is told at once, and
 * what cannot be read is left blank, so that what is right of it can still be held against other records.
 */
export function readRecord(
  kind: RecordKind,
  layout: Layout,
  cells: readonly Cell[],
  context: ReadingContext,
  refuse: (column: string, reason: string) => void,
): ValuesOf<Columns> {
  let whole = layout.problems.length === 0;
  const refuseIt = (column: string, reason: string): void => {
    refuse(column, reason);
    whole = false;
  };

  const values: Record<string, unknown> = {};
  for (const place of layout.places) {
    const column = kind.columns[place.column];
    if (column?.kind === 'single') {
      const [at] = place.cells;
      if (at === undefined && column.required) {
        values[place.column] = column.blank; // told of the headings
        continue;
      }
      const reading = column.read(at === undefined ? '' : (cells[at.index] ?? ''), context);
      values[place.column] = reading.ok ? reading.value : column.blank;
      if (!reading.ok) refuseIt(place.column, reading.reason);
    } else if (column !== undefined) {
      const members: [string, unknown][] = [];
      for (const { heading, member, index } of place.cells) {
        const cell = cells[index] ?? '';
        if (isEmpty(cell)) continue;
        const reading = readSingle(column.value, cell, context);
        if (!reading.ok) refuseIt(heading, reading.reason);
        members.push([member, reading.ok ? reading.value : null]);
      }
      if (column.required && place.cells.length > 0 && members.length === 0) {
        refuseIt(place.column, 'at least one of these columns must be filled, but all are empty.');
      }
      values[place.column] = Object.fromEntries(members);
    }
  }

  for (const { column, reason } of whole ? kind.brokenRules(values) : []) refuse(column, reason);
  return values;
}

/** Where the cells of a declared column stand. */
interface Place {
  /** The column's name as declared, such as `label_<language>`. */
  readonly column: string;
  /** Of a single column one at most; of a family any number, with what stands in place of its `<...>`, such as `de`. */
  readonly cells: readonly { readonly heading: string; readonly member: string; readonly index: number }[];
}

/** How the headings of a file fit a kind's columns. */
export interface Layout {
  /** A place for each declared column, in their order. */
  readonly places: readonly Place[];
  /** What is wrong with the headings: missing, repeated and unknown columns. */
  readonly problems: readonly { readonly column: string | null; readonly reason: string }[];
}

/** Finds the declared columns of a kind among the headings of a file. */
export function matchHeadings<N extends string>(kind: RecordKind<N>, headings: readonly string[]): Layout {
  const places = new Map<string, Place['cells'][number][]>(Object.keys(kind.columns).map((name) => [name, []]));
  const problems: { column: string | null; reason: string }[] = [];

  const [only = ''] = headings;
  if (headings.length === 1 && only.includes('\t')) {
    const reason = 'must separate the columns by commas or semicolons, but has tabs.';
    return { places: [], problems: [{ column: null, reason }] };
  }

  for (const [index, heading] of headings.entries()) {
    if (heading === '') {
      const reason = `must name every column, but the name of column ${index + 1} is empty.`;
      problems.push({ column: null, reason });
      continue;
    }
    const column = findColumn(kind.columns, heading);
    const declared = column === undefined ? undefined : kind.columns[column];
    if (column === undefined || declared === undefined) {
      const reason = `is not a column of ${kind.name}.csv, which can have ${Object.keys(kind.columns).join(', ')}.`;
      problems.push({ column: heading, reason });
      continue;
    }
    let member = '';
    if (declared.kind === 'family') {
      const reading = readValue(declared.member, heading.slice(prefixOf(column).length));
      if (!reading.ok) {
        problems.push({ column: heading, reason: `behind "${prefixOf(column)}" ${reading.reason}` });
        continue;
      }
      member = reading.value;
    }
    const cells = places.get(column) ?? [];
    if (cells.some((cell) => cell.member === member)) {
      problems.push({ column: heading, reason: 'must stand in the header once, but stands there twice.' });
      continue;
    }
    cells.push({ heading, member, index });
  }

  for (const [column, { required }] of Object.entries(kind.columns)) {
    if (required && places.get(column)?.length === 0) {
      problems.push({ column, reason: 'is missing, but every record needs it.' });
    }
  }
  return { places: [...places].map(([column, cells]) => ({ column, cells })), problems };
}

function findColumn(columns: Columns, heading: string): string | undefined {
  return Object.entries(columns).find(([name, { kind }]) =>
    kind === 'family' ? heading.startsWith(prefixOf(name)) : heading === name,
  )?.[0];
}

function prefixOf(family: string): string {
  return family.slice(0, family.indexOf('<'));
}
