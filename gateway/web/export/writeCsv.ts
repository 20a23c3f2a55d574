import { stringify } from 'csv-stringify/sync';
import { cleanLine } from '../../../subgraphs/serving/cleanText';

/**
 * Lines of CSV after RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV
 * Injection"), and none holds a control character.
 */
export function writeCsv(rows: readonly (readonly unknown[])[]): string {
  const clean = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cleanLine(cell).trim() : cell)));
  return stringify(clean, {
    record_delimiter: 'windows',
    escape_formulas: true,
    cast: { boolean: (value) => String(value) },
  });
}

/**
 * A line that readers of CSV with comments leave out. It stays one cell, so that nothing in it begins a cell of its own:
 * commas become semicolons, quotation marks apostrophes.
 */
export function writeComment(text: string): string {
  return `# ${cleanLine(text).replace(/,/g, ';').replace(/"/g, "'")}\r\n`;
}
