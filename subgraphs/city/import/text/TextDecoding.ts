import { codeOf } from '../../errors';
import type { SourceFile } from '../source/Source';

/** What a file's text is written in; `Windows-1252` is what a German Excel writes when it saves as CSV. */
export type Encoding = 'UTF-8' | 'Windows-1252';

/** A file, or a line of it, is not the text that it has to be. */
export class UnreadableError extends Error {
  constructor(
    /** Counted from 1, or null when it is about the file as a whole. */
    readonly line: number | null,
    /** A sentence that follows on the file's name. */
    readonly reason: string,
  ) {
    super(reason);
    this.name = 'UnreadableError';
  }
}

/** Whole lines of a file. */
export interface TextPiece {
  /** Line ends are `\n`, and characters are composed (Unicode NFC), so that a name is found however it was typed. */
  readonly text: string;
  /** How many lines of the file come before. */
  readonly linesBefore: number;
}

/** What is to be done about a file that is no text, or text of an unknown encoding. */
export const SAVE_AS = 'Spreadsheets write UTF-8 when the file is saved as "CSV UTF-8".';

/** No line of an import is longer; a file without line ends is no reason to hold all of it in memory. */
const LONGEST_LINE = 4 * 1024 * 1024;

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Decodes a file while it arrives. Without a given encoding, a file is UTF-8 until a byte says otherwise; from there on it
 * is Windows-1252, provided that all before it was plain ASCII, which is alike in both. Nothing is guessed beyond that and
 * no character is replaced: what is neither is an UnreadableError.
 */
export class TextDecoding {
  private readonly utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  private encoding: Encoding;
  /** True when the encoding can no longer become another. */
  private settled: boolean;
  private started = false;
  private byteOrderMark = false;
  private lines = 0;
  /** The beginning of a line whose end has not arrived. */
  private rest: Uint8Array = new Uint8Array();

  constructor(forced?: Encoding) {
    this.encoding = forced ?? 'UTF-8';
    this.settled = forced !== undefined;
  }

  /** What the text was written in, as far as it has been seen. */
  describe(): string {
    return this.byteOrderMark ? `${this.encoding} with byte order mark` : this.encoding;
  }

  /** Takes the next bytes of the file; gives the lines that are complete with them. */
  push(chunk: Uint8Array): TextPiece | undefined {
    let bytes = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    // A byte order mark and the marks of other formats need four bytes to be told.
    if (!this.started && bytes.length >= 4) bytes = this.start(bytes);
    const end = this.started ? endOfLastLine(bytes) : 0;
    this.rest = bytes.subarray(end);
    if (this.rest.length > LONGEST_LINE) {
      throw new UnreadableError(this.lines + 1, 'is longer than 4 MB: line ends are missing.');
    }
    return end === 0 ? undefined : this.decode(bytes.subarray(0, end));
  }

  /** The last line, when the file does not end with a line end. */
  end(): TextPiece | undefined {
    const bytes = this.started ? this.rest : this.start(this.rest);
    return bytes.length === 0 ? undefined : this.decode(bytes);
  }

  /** Looks at how the file begins; gives its bytes without a byte order mark. */
  private start(bytes: Uint8Array): Uint8Array {
    this.started = true;
    const [a, b, c, d] = bytes;
    if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || (a === 0 && c === 0) || (b === 0 && d === 0)) {
      throw new UnreadableError(null, `is UTF-16, but must be UTF-8 or Windows-1252. ${SAVE_AS}`);
    }
    if (a === 0x50 && b === 0x4b && c === 0x03 && d === 0x04) {
      throw new UnreadableError(null, `is a workbook (or another ZIP file), but must be text. ${SAVE_AS}`);
    }
    if (a !== 0xef || b !== 0xbb || c !== 0xbf) return bytes;
    if (this.encoding !== 'UTF-8') {
      throw new UnreadableError(1, 'begins with the byte order mark of UTF-8, so it is not Windows-1252.');
    }
    this.byteOrderMark = true;
    this.settled = true;
    return bytes.subarray(3);
  }

  private decode(bytes: Uint8Array): TextPiece {
    const linesBefore = this.lines;
    let text = this.encoding === 'UTF-8' ? this.decodeUtf8(bytes) : decodeWindows1252(bytes, linesBefore);
    if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
    this.lines += countLineFeeds(text);
    return { text: text.normalize('NFC'), linesBefore };
  }

  private decodeUtf8(bytes: Uint8Array): string {
    try {
      const text = this.utf8.decode(bytes);
      // Only in ASCII has every character one byte.
      if (text.length < bytes.length) this.settled = true;
      return text;
    } catch {
      const before = this.decodableLines(bytes);
      const line = this.lines + before.lines + 1;
      if (!this.settled && before.ascii) {
        this.encoding = 'Windows-1252';
        this.settled = true;
        return decodeWindows1252(bytes, this.lines);
      }
      throw new UnreadableError(line, `is not UTF-8, but what comes before is. ${SAVE_AS}`);
    }
  }

  /** The lines of UTF-8 before the first that is not. No multi-byte character contains the byte of a line end. */
  private decodableLines(bytes: Uint8Array): { readonly lines: number; readonly ascii: boolean } {
    let [lines, start, ascii] = [0, 0, true];
    while (start < bytes.length) {
      const lineFeed = bytes.indexOf(LINE_FEED, start);
      const line = bytes.subarray(start, lineFeed === -1 ? bytes.length : lineFeed);
      try {
        if (this.utf8.decode(line).length < line.length) ascii = false;
      } catch {
        break;
      }
      lines += 1;
      start += line.length + 1;
    }
    return { lines, ascii };
  }
}

/** The bytes 0x80 to 0x9F in Windows-1252 (WHATWG Encoding Standard, index windows-1252). A space is not defined. */
const SPECIAL = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/**
 * By a table of our own: the TextDecoder of some releases of Node 20 to 23 gives control characters for these bytes
 * (nodejs/node issue 56542).
 */
function decodeWindows1252(bytes: Uint8Array, linesBefore: number): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return latin1.replace(/[\x80-\x9f]/g, (character: string, index: number) => {
    const code = character.charCodeAt(0);
    const special = SPECIAL.charAt(code - 0x80);
    if (special !== ' ') return special;
    const line = linesBefore + latin1.slice(0, index).split(/\r\n?|\n/).length;
    const byte = `0x${code.toString(16).toUpperCase()}`;
    throw new UnreadableError(line, `has the byte ${byte}, which neither UTF-8 nor Windows-1252 has there. ${SAVE_AS}`);
  });
}

/** Index behind the last line end, 0 where there is none. */
function endOfLastLine(bytes: Uint8Array): number {
  const lineFeed = bytes.lastIndexOf(LINE_FEED);
  if (lineFeed !== -1) return lineFeed + 1;
  // Old line ends of a carriage return alone; behind the last byte, a line feed may follow.
  return bytes.length < 2 ? 0 : bytes.lastIndexOf(CARRIAGE_RETURN, bytes.length - 2) + 1;
}

export function countLineFeeds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/**
 * The text of a file, piece by piece, as `decoding` gives it.
 *
 * @throws UnreadableError when the file cannot be read, or is not text
 */
export async function* readPieces(
  file: SourceFile,
  decoding: TextDecoding,
  onBytes: (count: number) => void = () => undefined,
): AsyncGenerator<TextPiece> {
  for await (const chunk of readBytes(file)) {
    onBytes(chunk.length);
    const piece = decoding.push(chunk);
    if (piece !== undefined) yield piece;
  }
  const last = decoding.end();
  if (last !== undefined) yield last;
}

async function* readBytes(file: SourceFile): AsyncGenerator<Uint8Array> {
  try {
    yield* file.read();
  } catch (error) {
    throw new UnreadableError(null, `cannot be read (${codeOf(error)}).`);
  }
}
