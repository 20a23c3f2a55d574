import CliTable from 'cli-table3';
import { fitColumns } from './fitColumns';

/** Between two columns. */
const GAP = 2;

/** Lines of plain text, at most `width` characters long; long cells go over several lines. */
export function drawTable(heads: readonly string[], rows: readonly (readonly string[])[], width: number): string {
  const widths = fitColumns(heads, rows, width - GAP * (heads.length - 1));
  const table = new CliTable({
    head: [...heads],
    colWidths: widths.map((column) => column + GAP),
    wordWrap: true,
    chars: {
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
      right: '',
      'right-mid': '',
      mid: '─',
      'mid-mid': '─',
      middle: '',
    },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': GAP },
  });
  for (const row of rows) table.push(row.map((cell, at) => breakWords(cell, widths[at] ?? 1)));
  return table
    .toString()
    .split('\n')
    .map((line) => line.slice(0, width).trimEnd())
    .join('\n');
}

/** cli-table3 cuts a word that is longer than its column; here it goes on in the next line instead. */
function breakWords(text: string, width: number): string {
  return text
    .split(' ')
    .map((word) => {
      const parts: string[] = [];
      let rest = word;
      while (rest.length > width) {
        parts.push(`${rest.slice(0, width - 1)}-`);
        rest = rest.slice(width - 1);
      }
      return [...parts, rest].join(' ');
    })
    .join(' ');
}
