import { isDecimal } from '../../../contract/decimal';

/**
 * How a number in a text is written. `exact`: as programs write it, such as a number of JSON. `undeclared`: nobody has
 * said, so that only what can be read in one way is read.
 */
export type NumberNotation = 'exact' | 'undeclared' | DeclaredNotation;

/** How a language and a region write numbers. */
interface DeclaredNotation {
  /** BCP 47 tag. */
  readonly locale: string;
  /** What stands between thousands. */
  readonly group: string;
  /** The sign, the whole number, what separates its thousands, and the decimal places. */
  readonly pattern: RegExp;
  /** A number so written, for messages. */
  readonly example: string;
}

/** The notation of a language tag, such as `de-CH`; undefined where it is not known. */
export function notationOf(locale: string): DeclaredNotation | undefined {
  // What is not supported would be written as on this machine.
  if (Intl.NumberFormat.supportedLocalesOf(locale).length === 0) return undefined;
  const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(1_234_567.8);
  const sign = (type: string) => plainSigns(parts.find((part) => part.type === type)?.value ?? '');
  const pattern = PATTERNS[sign('decimal')];
  if (pattern === undefined) return undefined;
  return { locale, group: sign('group'), pattern, example: plainSigns(parts.map(({ value }) => value).join('')) };
}

/** By the decimal sign. What else stands between groups of three digits can only separate thousands then. */
const PATTERNS: Readonly<Record<string, RegExp>> = {
  ',': /^(-?)(\d{1,3}(?:([.' ])\d{3})(?:\3\d{3})*|\d+)(?:,(\d+))?$/,
  '.': /^(-?)(\d{1,3}(?:([,' ])\d{3})(?:\3\d{3})*|\d+)(?:\.(\d+))?$/,
};

/** No-break, thin and other spaces, and the apostrophes and minus signs that are written, each as one of its kind. */
function plainSigns(text: string): string {
  return text
    .trim()
    .replace(/\p{Zs}/gu, ' ')
    .replace(/[’ʼ`´]/g, "'")
    .replace(/^−/, '-');
}

/**
 * A number as the contract writes decimals, with the digits that it has. Undefined for what is none, and for what may be
 * meant in two ways: `1.250` is 1250 in Gera and 1.25 in London, so it is read only where it is declared how numbers are
 * written. A number with a point alone, such as `1250000.00`, is always read.
 */
export function readDecimal(text: string, notation: NumberNotation): string | undefined {
  const plain = plainSigns(text);
  if (isDecimal(plain) && (notation === 'exact' || !isAmbiguous(plain))) return plain;
  if (typeof notation === 'string') return undefined;
  const { group, pattern } = notation;
  const [whole, minus = '', digits = '', separator, places] = pattern.exec(plain) ?? [];
  // One separator that is not this notation's own may be a decimal sign after all.
  if (whole === undefined || (separator !== undefined && separator !== group && isAmbiguous(plain))) return undefined;
  const number = `${minus}${digits.replace(/\D/g, '')}${places === undefined ? '' : `.${places}`}`;
  return isDecimal(number) ? number : undefined;
}

/** One point or comma with three digits behind: a separator of thousands, or a decimal sign. */
function isAmbiguous(plain: string): boolean {
  return /^-?[1-9]\d*[.,]\d{3}$/.test(plain);
}

/** What to do about a text that was not read as a number, as a sentence; undefined where that is plain. */
export function adviseOnNumber(text: string, notation: NumberNotation): string | undefined {
  const plain = plainSigns(text);
  if (/^[-\d.,]*\dE[+-]?\d+$/i.test(plain)) {
    return 'A spreadsheet has shortened it: give the column the format of a number, and save the file again.';
  }
  if (/\p{Sc}|^[A-Z]{3}\b|\b[A-Z]{3}$/u.test(plain)) return 'A currency has a column of its own.';
  if (plain.endsWith('%')) return 'Leave the sign of per cent out.';
  if (/\d\s*(?:[/|;+–]|-|\p{L}+)\s*\d/u.test(plain)) return 'A cell has one number.';
  if (!/^-?\d[\d.,' ]*[.,' ]\d*$/.test(plain) || notation === 'exact') return undefined;
  if (notation !== 'undeclared') {
    return `city.yaml declares "numbers: ${notation.locale}", which is written ${notation.example}.`;
  }
  const why = isAmbiguous(plain)
    ? 'It may be meant in two ways'
    : 'A comma for the decimal sign and separators of thousands are not guessed';
  return `${why}: declare in city.yaml how numbers are written, such as "numbers: de".`;
}

/** Whether one amount is larger than another; both without a minus. */
export function isLarger(one: string, other: string): boolean {
  return millionths(one) > millionths(other);
}

/** A decimal has six places at most. */
function millionths(decimal: string): bigint {
  const [whole = '', places = ''] = decimal.split('.');
  return BigInt(whole + places.padEnd(6, '0'));
}
