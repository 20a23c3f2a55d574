import CliTable from 'cli-table3';
import type { TableConstructorOptions } from 'cli-table3';
import stringWidth from 'string-width';

/** Between two columns. */
export const COLUMN_GAP = 2;

/** Rows in one table of cli-table3, which takes four times as long for twice as many. */
const BLOCK = 500;

/** Columns without lines around them and between: for a terminal, and for programs that read what one shows. */
const PLAIN = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
} as const;

/** Lays rows out in columns for a terminal. A letter takes its width there, however many characters it is made of. */
export function formatTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return formatRows([header, ...rows]);
}

/**
 * The same without a header.
 *
 * @param options of cli-table3, as where columns are to be narrower than their widest cell
 */
export function formatRows(
  rows: readonly (readonly string[])[],
  options: Partial<TableConstructorOptions> = {},
): string {
  const colWidths = options.colWidths ?? widthsOf(rows);
  const text: string[] = [];
  for (let at = 0; at < rows.length; at += BLOCK) {
    const table = new CliTable({
      ...options,
      colWidths,
      chars: { ...PLAIN, ...options.chars },
      style: { head: [], border: [], 'padding-left': 0, 'padding-right': COLUMN_GAP },
    });
    for (const row of rows.slice(at, at + BLOCK)) table.push([...row]);
    text.push(table.toString());
  }
  return text.join('\n').replace(/ +$/gm, '');
}

function widthsOf(rows: readonly (readonly string[])[]): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, stringWidth(cell) + COLUMN_GAP)));
  }
  return widths;
}
