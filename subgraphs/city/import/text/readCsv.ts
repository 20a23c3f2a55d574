import { CsvError, parse } from 'csv-parse';
import type { Parser } from 'csv-parse';

import { countLineFeeds } from './TextDecoding';
import type { TextPiece } from './TextDecoding';
import type { Damage, Found, TextRecord } from './TextRecord';

/** Longer than any record that is right: behind a quote that is never closed, not all of the file is to be held. */
const LONGEST_RECORD = 1_000_000;

/** By which some programs tell spreadsheets what separates the columns: `sep=;`. */
const DECLARATION = /^sep=([,;])$/i;

interface Row {
  /** The lines on which it begins and ends. */
  readonly line: number;
  readonly end: number;
  readonly cells: readonly string[];
}

/**
 * Reads CSV (RFC 4180) whose columns are separated by commas or semicolons, whichever a first line `sep=;` says, or else the header has more of. Blank
 * lines are passed over, and those of nothing but delimiters, which spreadsheets leave before the header and behind the
 * last record; so are delimiters at the end of all lines, for a column that once had something. The reading ends at damage
 * behind which records cannot be told apart.
 */
export async function* readCsv(pieces: AsyncIterable<TextPiece>): AsyncGenerator<Found> {
  const rows: Row[] = [];
  let parser: Parser | undefined;
  let header: Found['header'];
  let delimiter = ',';
  /** Whether the line that says so was not passed over yet. */
  let isDeclared = false;
  /** Where the record begins of which the parser has not seen the end. */
  let pending = 1;

  const found = (damage: readonly Damage[] = []): Found => {
    const taken = rows.splice(0);
    if (isDeclared && taken.length > 0) {
      isDeclared = false;
      taken.shift();
    }
    while (header === undefined && taken[0] !== undefined && isBlank(taken[0].cells)) taken.shift();
    const first = header === undefined ? taken.shift() : undefined;
    if (first !== undefined) header = { line: first.line, headings: withoutBlankEnd(first.cells, 0), delimiter };
    const rest = header === undefined ? { records: [], damage } : toRecords(taken, header, damage);
    return first === undefined || header === undefined ? rest : { header, ...rest };
  };
  const damaged = (error: unknown): Found => {
    if (!(error instanceof CsvError)) throw error;
    const before = found();
    const headings = header?.headings ?? [];
    return { ...before, damage: [...before.damage, describeDamage(error, pending, headings)] };
  };

  for await (const piece of pieces) {
    if (parser === undefined) {
      const line = firstFilledLine(piece.text);
      if (line === undefined) continue;
      const declared = DECLARATION.exec(line.trim())?.[1];
      isDeclared = declared !== undefined;
      delimiter = declared === ',' || declared === ';' ? declared : detectDelimiter(line);
      parser = parserInto(rows, delimiter);
    }
    try {
      await write(parser, piece.text);
      pending = beginningOfPending(piece, rows.at(-1)?.end, pending);
    } catch (error) {
      pending = beginningOfPending(piece, rows.at(-1)?.end, pending);
      yield damaged(error);
      return;
    }
    if (rows.length > 0) yield found();
  }
  if (parser === undefined) return;
  try {
    await end(parser);
  } catch (error) {
    yield damaged(error);
    return;
  }
  yield found();
}

function toRecords(rows: readonly Row[], header: NonNullable<Found['header']>, damage: readonly Damage[]): Found {
  const { headings, delimiter } = header;
  const records: TextRecord[] = [];
  const uneven: Damage[] = [];
  for (const { line, cells: all } of rows) {
    const cells = withoutBlankEnd(all, headings.length);
    if (isBlank(cells)) continue;
    if (cells.length === headings.length) records.push({ line, headings, cells });
    else {
      const sign = delimiter === ';' ? 'semicolon' : 'comma';
      const reason = `must have ${headings.length} cells, as the header has, but has ${cells.length}. A ${sign} within a text needs quotes around the text.`;
      uneven.push({ line, column: null, reason });
    }
  }
  return { records, damage: [...uneven, ...damage] };
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === '');
}

/** Leaves so many cells at least. */
function withoutBlankEnd(cells: readonly string[], least: number): readonly string[] {
  return cells.slice(0, Math.max(least, cells.findLastIndex((cell) => cell !== '') + 1));
}

/** Quotes do not matter: a delimiter within the quoted name of a column would be no name of a column. */
function detectDelimiter(header: string): ',' | ';' {
  return header.split(';').length > header.split(',').length ? ';' : ',';
}

function parserInto(rows: Row[], delimiter: string): Parser {
  const parser = parse({
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    record_delimiter: '\n',
    max_record_size: LONGEST_RECORD,
    // Takes the records out at once, so that the stream has nothing to hold. `lines` is where the record ends.
    on_record: (cells: string[], { lines }) => {
      const broken = cells.reduce((sum, cell) => sum + countLineFeeds(cell), 0);
      rows.push({ line: lines - broken, end: lines, cells });
      return null;
    },
  });
  // Told to whoever writes as well.
  parser.on('error', () => undefined);
  parser.resume();
  return parser;
}

async function write(parser: Parser, text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    parser.write(text, (error) => {
      if (error == null) resolve();
      else reject(error);
    });
  });
}

async function end(parser: Parser): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    parser.once('error', reject);
    parser.once('end', resolve);
    parser.end();
  });
}

/** The line on which the record begins that the parser has not seen the end of, after a piece. */
function beginningOfPending(piece: TextPiece, lastEnd: number | undefined, before: number): number {
  // Without a record's end in this piece, the same one goes on.
  if (lastEnd === undefined) return before;
  const lines = piece.text.split('\n', -1);
  const from = Math.max(lastEnd - piece.linesBefore, 0);
  const blank = lines.slice(from).findIndex((line) => line.trim() !== '');
  return piece.linesBefore + from + 1 + Math.max(blank, 0);
}

function describeDamage(error: CsvError, recordLine: number, headings: readonly string[]): Damage {
  const column = headings[Number(error.column)] ?? null;
  const unclosed = 'opens a quote that is never closed.';
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return { line: recordLine, column, reason: unclosed };
    case 'CSV_MAX_RECORD_SIZE':
      return { line: recordLine, column, reason: `is longer than a million characters, or ${unclosed}` };
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE':
      return {
        line: Number(error.lines),
        column,
        reason: 'must end with its closing quote, but text follows. A quote within quotes is doubled: "the ""Haus"".',
      };
    case 'INVALID_OPENING_QUOTE':
      return {
        line: Number(error.lines),
        column,
        reason: 'has a quote in its middle: the whole must be quoted, and the quote doubled: "the ""Haus"".',
      };
    default:
      throw error;
  }
}

function firstFilledLine(text: string): string | undefined {
  return text.split('\n').find((line) => line.trim() !== '');
}
