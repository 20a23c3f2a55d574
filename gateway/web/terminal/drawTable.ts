import { COLUMN_GAP, formatRows } from '../../../subgraphs/serving/formatTable';

/** Lines of plain text, at most `width` characters long; long cells go over several lines. */
export function drawTable(heads: readonly string[], rows: readonly (readonly string[])[], width: number): string {
  // An umlaut in two characters takes the room of one.
  const cells = rows.map((row) => row.map((cell) => cell.normalize()));
  const widths = fitColumns(heads, cells, width - COLUMN_GAP * (heads.length - 1));
  const broken = cells.map((row) => row.map((cell, at) => breakWords(cell, widths[at] ?? 1)));
  return formatRows(broken, {
    head: [...heads],
    colWidths: widths.map((column) => column + COLUMN_GAP),
    wordWrap: true,
    chars: { mid: '─', 'mid-mid': '─' },
  })
    .split('\n')
    .map((line) => line.slice(0, width).trimEnd())
    .join('\n');
}

/**
 * cli-table3 cuts a word that is longer than its column; here it goes on in the next line instead, without a hyphen: what is
 * copied from there is to be the word, the address or the id that it is.
 */
function breakWords(text: string, width: number): string {
  return text
    .split(' ')
    .map((word) => {
      const parts: string[] = [];
      let rest = word;
      while (rest.length > width) {
        parts.push(rest.slice(0, width));
        rest = rest.slice(width);
      }
      return [...parts, rest].join(' ');
    })
    .join(' ');
}

/** No column is made narrower, unless its head is shorter still. */
const LEAST = 4;

/**
 * Widths of columns, in characters, whose sum is at most `available` where that can be had: each as wide as its widest
 * cell while there is room; beyond that the widest give way, at first while their longest word fits, then down to their
 * head.
 */
function fitColumns(heads: readonly string[], rows: readonly (readonly string[])[], available: number): number[] {
  const headWidths = heads.map((head) => Math.max(LEAST, head.length));
  const natural = widest(heads, rows, (cell) => Math.max(LEAST, cell.length));
  return shrink(shrink(natural, longestWords(heads, rows), available), headWidths, available);
}

/** Of each column, how long its longest word is. */
export function longestWords(heads: readonly string[], rows: readonly (readonly string[])[]): readonly number[] {
  return widest(heads, rows, longestWord);
}

function widest(heads: readonly string[], rows: readonly (readonly string[])[], measure: (cell: string) => number) {
  return heads.map((head, at) => Math.max(measure(head), ...rows.map((row) => measure(row[at] ?? ''))));
}

function longestWord(cell: string): number {
  return Math.max(...cell.split(' ').map((word) => word.length));
}

function shrink(widths: readonly number[], floors: readonly number[], available: number): number[] {
  const shrunk = [...widths];
  const sum = (): number => shrunk.reduce((total, width) => total + width, 0);
  while (sum() > available) {
    const room = shrunk.map((width, at) => (width > (floors[at] ?? 0) ? width : 0));
    const widest = room.indexOf(Math.max(...room));
    if (room[widest] === 0) break;
    shrunk[widest] = (shrunk[widest] ?? 0) - 1;
  }
  return shrunk;
}
