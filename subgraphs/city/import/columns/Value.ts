import { quoted } from '../Problems';
import type { NumberNotation } from './numbers';

/** What a text has to be read by. */
export interface ReadingContext {
  /** The city whose import it is; undefined where that does not matter. */
  readonly cityId?: string;
  readonly numbers: NumberNotation;
}

const noContext: ReadingContext = { numbers: 'undeclared' };

/** What a single piece of text in an import can stand for. */
export interface Value<T> {
  /** What is expected, as it follows on "must be". */
  readonly expected: string;
  /** The value, or undefined when the text is not what is expected. The text is trimmed and not empty. */
  readonly read: (text: string, context: ReadingContext) => T | undefined;
  /** What to do about a text that is not what is expected, as a sentence. */
  readonly advise?: (text: string, context: ReadingContext) => string | undefined;
}

/** What came of reading a text: its value, or why it is refused. */
export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

/** Reads a text as a value; the reason for refusing it says what was expected and what was got. */
export function readValue<T>(value: Value<T>, text: string, context: ReadingContext = noContext): Reading<T> {
  if (text === '') return { ok: false, reason: `must be ${value.expected}, but is empty.` };
  const damage = findDamage(text);
  if (damage !== undefined) {
    return { ok: false, reason: `must be ${value.expected}, but got ${quoted(text)}, which ${damage}.` };
  }
  const read = value.read(text, context);
  if (read !== undefined) return { ok: true, value: read };
  const advice = value.advise?.(text, context);
  const reason = `must be ${value.expected}, but got ${quoted(text)}.`;
  return { ok: false, reason: advice === undefined ? reason : `${reason} ${advice}` };
}

/** A spreadsheet's error values in English, German, Dutch and French, and what it shows where a column is too narrow. */
const ERROR_VALUE =
  /^#(?:N\/[ABD]|NV|#+|(?:REF|VALUE|DIV\/0|NUM|NULL|SPILL|CALC|BEZUG|WERT|ZAHL|ÜBERLAUF|VERW|WAARDE|DEEL\/0|GETAL|LEEG|VALEUR|NOMBRE|NUL|PROPAGATION|FIELD|CONNECT|BUSY)!|(?:NAME|NAAM|NOM)\?)$/iu;

/** UTF-8 that was read as Windows-1252: an umlaut, an accent or a quotation mark became two or three letters. */
const DECODED_TWICE =
  /Ã[\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|[ÂÄÅ][\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u00bf]|â€[\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u2122]/u;

/**
 * The codes of a Macintosh or of DOS that were read as Windows-1252, which has a letter in each place: `für` became `fŸr`,
 * `Städte` `StŠdte` or `St„dte`, `Eröffnung` `Er”ffnung`.
 */
const DECODED_AS_ANOTHER = /\p{Ll}[ŸŠŽ](?!\p{Lu})|Ÿ\p{Ll}|\p{Ll}[„”]\p{Ll}/u;

const DAMAGES: readonly (readonly [form: RegExp, what: string])[] = [
  [ERROR_VALUE, 'is what a spreadsheet shows in the place of a value that it does not have'],
  [
    /^(?:NULL|NaN|undefined|\[object Object\])$/,
    'is what a program writes in the place of a value that it does not have',
  ],
  [/^=/, 'is a formula and not its value'],
  // JSON can write half of a pair; the database would keep U+FFFD in its place.
  [/[\uFFFD\p{Surrogate}]/u, 'has a character that was lost when the file was written (U+FFFD)'],
  [DECODED_TWICE, 'has letters that were read in a wrong encoding: write the file as UTF-8 again'],
  [
    DECODED_AS_ANOTHER,
    'has letters that were read in a wrong encoding, as of a file that a spreadsheet saved as CSV for Macintosh or MS-DOS: save it as "CSV UTF-8"',
  ],
];

/**
 * What became of a text on its way through spreadsheets and exports, as it goes on from "which"; undefined for a text that
 * may be what somebody meant. Taken as it is, it would be published.
 */
export function findDamage(text: string): string | undefined {
  return DAMAGES.find(([form]) => form.test(text))?.[1];
}
