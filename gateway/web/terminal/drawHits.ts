import { COLUMN_GAP } from '../../../subgraphs/serving/formatTable';
import { drawTable, longestWords } from './drawTable';
import { wrapText } from './wrapText';

type Rows = readonly (readonly string[])[];

/**
 * Hits as a table whose last column, the score, gives way first. Where a terminal is too narrow for the words of the others, each hit is a line
 * with all else of it below: a name that is cut in the middle is read by nobody.
 */
export function drawHits(heads: readonly string[], rows: Rows, width: number): string {
  if (fitsWords(heads, rows, width)) return drawTable(heads, rows, width);
  const [fewerHeads, fewer] = [heads.slice(0, -1), rows.map((row) => row.slice(0, -1))];
  return fitsWords(fewerHeads, fewer, width)
    ? drawTable(fewerHeads, fewer, width)
    : listRows(
        fewer.map((row, at) => [...row, `${heads.at(-1)}: ${rows[at]?.at(-1)}`]),
        width,
      );
}

function fitsWords(heads: readonly string[], rows: Rows, width: number): boolean {
  const words = longestWords(heads, rows).reduce((sum, length) => sum + length, 0);
  return words + COLUMN_GAP * (heads.length - 1) <= width;
}

function listRows(rows: Rows, width: number): string {
  return rows
    .map(([first = '', ...others]) => {
      const rest = others.filter((cell) => cell !== '').join(' · ');
      return [
        ...wrapText(first, width).split('\n'),
        ...wrapText(rest, width - 2)
          .split('\n')
          .map((line) => `  ${line}`),
      ]
        .map((line) => line.trimEnd())
        .join('\n');
    })
    .join('\n');
}
