import Table from 'cli-table3';
import type { Figure } from './Bench';
import { isMet } from './Bench';

/** Figures as a table for people. */
export function describeFigures(figures: readonly Figure[]): string {
  const table = new Table({
    head: ['what', 'median', 'spread', 'promised', ''],
    colAligns: ['left', 'right', 'right', 'right', 'left'],
    style: { head: [], border: [] },
  });
  for (const figure of figures) {
    const { name, unit, median, from, to, promise } = figure;
    const met = isMet(figure);
    table.push([
      name,
      `${round(median)} ${unit}`,
      `${round(from)} .. ${round(to)}`,
      promise === undefined ? '' : 'atLeast' in promise ? `>= ${promise.atLeast}` : `<= ${promise.atMost}`,
      met === null ? '' : met ? 'met' : 'MISSED',
    ]);
  }
  return table.toString();
}

/** Three digits are more than a shared machine can tell. */
function round(value: number): string {
  return value >= 1000 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
}
