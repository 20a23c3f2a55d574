import type { Texts } from '../../web/language/Texts';
import type { AnswerEnd } from '../AnswerReader';
import type { Given, Parameter } from '../parameters';
import type { Column, Row, RowPart } from '../Question';

/** An answer as those who write it know it: whatever was asked, it is rows of a table. */
export interface Answer {
  /** The question's name, as in its address. */
  readonly name: string;
  readonly title: string;
  readonly columns: readonly Column[];
  /** In the reader's language. */
  readonly texts: Texts;
  /** Where it was asked, with all that was given. */
  readonly address: URL;
  readonly askedAt: Date;
  /** Aborts when nobody waits for it any more. */
  readonly signal: AbortSignal;
  /** The rows, page by page; more are asked for when those before were taken. */
  readonly pages: AsyncIterable<readonly Row[]>;
  /** How it stands; known from the start where the whole is needed, else when all pages were read. */
  readonly end: () => AnswerEnd;
}

/** A form in which any answer can be had. */
export interface Format {
  /** The ending of addresses and files. */
  readonly ending: string;
  readonly mediaType: string;
  /** What it writes of a row; without it, the values. */
  readonly writes?: RowPart;
  /** Whether a browser is to keep it as a file. */
  readonly isFile: boolean;
  /** What may be given beside what the question takes. */
  readonly options: readonly Parameter[];
  /** Whether the whole answer has to be had before the first of it is written. */
  readonly needsWhole: (options: Given) => boolean;
  /** Whether it says in itself how the answer stands. Where it cannot, a part is not given for the whole. */
  readonly tellsEnd: (options: Given) => boolean;
  /** Of how many answers one asker may wait at a time, where each takes much of the hub. */
  readonly mostAtOnce?: number;
  readonly write: (answer: Answer, options: Given) => AsyncIterable<string | Uint8Array>;
}
