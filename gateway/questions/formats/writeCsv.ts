import { stringify } from 'csv-stringify/sync';
import { cleanLine } from '../../../subgraphs/serving/cleanText';

/**
 * Lines of CSV after RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV
 * Injection"), and none holds a control character. With semicolons numbers have a decimal comma.
 */
export function writeCsv(rows: readonly (readonly unknown[])[], separator = ','): string {
  const clean = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cleanLine(cell).trim() : cell)));
  return stringify(clean, {
    delimiter: separator,
    record_delimiter: 'windows',
    escape_formulas: true,
    cast: {
      boolean: (value) => String(value),
      number: (value) => (separator === ';' ? String(value).replace('.', ',') : String(value)),
    },
  });
}

/**
 * A line that readers of CSV with comments leave out. It stays one cell, so that nothing in it begins a cell of its own:
 * commas become semicolons where they separate, and semicolons commas; quotation marks become apostrophes.
 */
export function writeComment(text: string, separator = ','): string {
  const other = separator === ',' ? ';' : ',';
  return `# ${cleanLine(text).replaceAll(separator, other).replace(/"/g, "'")}\r\n`;
}
