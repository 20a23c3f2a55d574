import { matchHeadings, readRecord } from './columns/readRecord';
import type { Layout } from './columns/readRecord';
import type { RecordKind } from './columns/RecordKind';
import type { ReadingContext } from './columns/Value';
import type { Problems } from './Problems';
import type { RecordFile } from './source/Source';
import type { Staging } from './store/Staging';
import { readCsv } from './text/readCsv';
import { readJsonLines } from './text/readJsonLines';
import { readPieces, TextDecoding, UnreadableError } from './text/TextDecoding';
import type { Encoding, TextPiece } from './text/TextDecoding';
import type { Found } from './text/TextRecord';

/** How a file was read. */
export interface FileReport {
  readonly file: string;
  readonly kind: string;
  readonly records: number;
  /** Such as `UTF-8`, `UTF-8 with byte order mark` or `Windows-1252`. */
  readonly encoding: string;
  readonly format: 'CSV with commas' | 'CSV with semicolons' | 'JSON lines';
}

export interface StagedFile {
  readonly report: FileReport;
  /** Whether every record could be told apart, and had a column with its key. */
  readonly whole: boolean;
}

export interface StageOptions {
  /** Position of the file in the source. */
  readonly position: number;
  readonly encoding: Encoding | undefined;
  readonly context: ReadingContext;
  readonly onProgress: (progress: { readonly bytes: number; readonly records: number }) => void;
}

/** Reads a file record by record into the staging. What is wrong goes to `problems`. */
export async function stageFile(
  file: RecordFile,
  kind: RecordKind,
  staging: Staging,
  problems: Problems,
  { position, encoding, context, onProgress }: StageOptions,
): Promise<StagedFile> {
  const decoding = new TextDecoding(encoding);
  const layouts = new Map<readonly string[], Layout>();
  let [bytes, records, whole] = [0, 0, true];
  let header: Found['header'];
  let isJson = file.format === 'jsonl';

  const layoutOf = (headings: readonly string[]): Layout => {
    const known = layouts.get(headings);
    if (known !== undefined) return known;
    const layout = matchHeadings(kind, headings);
    layouts.set(headings, layout);
    const hasKey = layout.places.some(({ column, cells }) => column === 'key' && cells.length > 0);
    whole &&= hasKey || !('key' in kind.columns);
    return layout;
  };

  try {
    const pieces = await peek(readPieces(file, decoding, (count) => (bytes += count)));
    isJson ||= file.format === undefined && pieces.first.trimStart().startsWith('{');
    for await (const found of isJson ? readJsonLines(pieces.all) : readCsv(pieces.all)) {
      if (found.header !== undefined) {
        header = found.header;
        for (const { column, reason } of layoutOf(header.headings).problems) {
          problems.add(file.name, header.line, column, reason);
        }
      }
      for (const { line, headings, cells } of found.records) {
        const layout = layoutOf(headings);
        for (const { column, reason } of isJson ? layout.problems : []) problems.add(file.name, line, column, reason);
        const values = readRecord(kind, layout, cells, context, (column, reason) => {
          problems.add(file.name, line, column, reason);
        });
        if (layout.places.length > 0) staging.add(kind.rows(values), { file: position, line });
      }
      for (const { line, column, reason } of found.damage) problems.add(file.name, line, column, reason);
      records += found.records.length;
      whole &&= found.damage.length === 0;
      await staging.flushIfFull();
      onProgress({ bytes, records });
    }
    if (!isJson && header === undefined) {
      if (whole) problems.add(file.name, 1, null, 'must name the columns, but the file is empty.');
      whole = false;
    }
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    problems.add(file.name, error.line, null, error.reason);
    whole = false;
  }
  const csv = header?.delimiter === ';' ? 'CSV with semicolons' : 'CSV with commas';
  const report = {
    file: file.name,
    kind: kind.name,
    records,
    encoding: decoding.describe(),
    format: isJson ? 'JSON lines' : csv,
  } as const;
  return { report, whole };
}

/** The text with which pieces begin, and all of them. */
async function peek(pieces: AsyncGenerator<TextPiece>) {
  const first = await pieces.next();
  async function* all(): AsyncGenerator<TextPiece> {
    try {
      if (first.done === true) return;
      yield first.value;
      yield* pieces;
    } finally {
      // Whoever has enough of the first leaves no file open.
      await pieces.return(undefined);
    }
  }
  return { first: first.done === true ? '' : first.value.text, all: all() };
}
