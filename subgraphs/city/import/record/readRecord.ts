import type { Cell } from './Column';
import { readSingle } from './Column';
import type { Layout } from './layOut';
import type { Columns, RecordKind, ValuesOf } from './RecordKind';

/**
 * Reads one record by the columns that the file has. Every cell is read, so that all that is wrong is told at once, and
 * what cannot be read is left blank, so that what is right of it can still be held against other records.
 */
export function readRecord(
  kind: RecordKind,
  layout: Layout,
  cells: readonly Cell[],
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
      const reading = column.read(at === undefined ? '' : (cells[at.index] ?? ''));
      values[place.column] = reading.ok ? reading.value : column.blank;
      if (!reading.ok) refuseIt(place.column, reading.reason);
    } else if (column !== undefined) {
      const members: [string, unknown][] = [];
      for (const { heading, member, index } of place.cells) {
        const cell = cells[index] ?? '';
        if (cell.length === 0) continue;
        const reading = readSingle(column.value, cell);
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
