import { writeFile } from 'node:fs/promises';
import Table from 'cli-table3';
import { stringify } from 'csv-stringify/sync';
import { spellUnseen } from '../../../serving/cleanText';
import type { ImportError, Problem } from '../Problems';

/** Narrower than this, a reason would be a column of single words. */
const NARROWEST = 40;

/** Tells everything that is wrong with a source as a table, for a terminal of `width` columns (of which a pipe has none). */
export function describeProblems({ problems, count }: ImportError, width = 120): string {
  const rows = problems.map(({ file, line, column, reason }) =>
    [file, line === null ? '' : String(line), column ?? '', reason].map(printable),
  );
  const head = ['file', 'line', 'column', 'problem'];
  const widths = head.map((name, index) =>
    Math.max(...[head, ...rows].map((row) => row[index]?.length ?? name.length)),
  );
  const first = widths.slice(0, -1);
  const used = first.reduce((sum, each) => sum + each + 3, 4);
  const table = new Table({
    head,
    style: { head: [], border: [], compact: true },
    wordWrap: true,
    colWidths: [...first.map((each) => each + 2), Math.max(NARROWEST, width - used) + 2 - 1],
  });
  table.push(...rows);
  const total = count === 1 ? 'There is a problem' : `There are ${count} problems`;
  const rest = count > problems.length ? ` Shown are the first ${problems.length}.` : '';
  return `${table.toString()}\n${total}; nothing was changed.${rest}`;
}

/** A file can say anything, and a terminal obeys control characters. */
function printable(text: string): string {
  return spellUnseen(text).replace(/[\n\t]/g, (character) => JSON.stringify(character).slice(1, -1));
}

/**
 * Writes problems as CSV, for whoever puts the source right; only a header when there are none. It begins with a byte
 * order mark, without which a spreadsheet takes it for another encoding, and no cell is taken for a formula.
 */
export async function writeProblems(path: string, problems: readonly Problem[]): Promise<void> {
  const text = stringify([...problems], {
    header: true,
    columns: ['file', 'line', 'column', 'reason'],
    bom: true,
    escape_formulas: true,
  });
  await writeFile(path, text);
}
