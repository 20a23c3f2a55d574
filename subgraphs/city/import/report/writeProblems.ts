import { stringify } from 'csv-stringify/sync';
import { writeFile } from 'node:fs/promises';

import type { Problem } from '../Problem';

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
