import type { Columns, RecordKind } from './RecordKind';
import { readValue } from './Value';

/** Where the cells of a declared column stand. */
export interface Place {
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
export function layOut<N extends string>(kind: RecordKind<N>, headings: readonly string[]): Layout {
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
