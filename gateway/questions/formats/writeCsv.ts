import { stringify } from 'csv-stringify/sync';
import { cleanLine } from '../../../subgraphs/serving/cleanText';

/**
 * What begins a formula where a spreadsheet takes the other of the two separators, as one in German does of a table with
 * commas: it takes a cell apart there. Behind a space, as in prose, it is none with a sign that prose has, too.
 */
const FORMULA_WITHIN = /([;,])(?=[\s"]*[=@＝＠]|"*[+\-＋－])/g;

/**
 * Lines of CSV after RFC 4180. What a spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV
 * Injection"), whichever separator it knows, and no cell holds a control character. With semicolons numbers have a decimal comma.
 */
export function writeCsv(rows: readonly (readonly unknown[])[], separator = ','): string {
  const clean = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cleanCell(cell) : cell)));
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
  return `# ${cleanCell(text.replaceAll(separator, other)).replace(/"/g, "'")}\r\n`;
}

function cleanCell(text: string): string {
  return cleanLine(text).trim().replace(FORMULA_WITHIN, "$1'");
}
