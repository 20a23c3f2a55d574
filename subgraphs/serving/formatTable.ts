import CliTable from 'cli-table3';
import type { TableConstructorOptions } from 'cli-table3';

/** Between two columns. */
export const COLUMN_GAP = 2;

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

/** The same without a header. */
export function formatRows(
  rows: readonly (readonly string[])[],
  options: Partial<TableConstructorOptions> = {},
): string {
  const table = new CliTable({
    ...options,
    chars: { ...PLAIN, ...options.chars },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': COLUMN_GAP },
  });
  for (const row of rows) table.push([...row]);
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
