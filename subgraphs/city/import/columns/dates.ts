import { isPartialDate } from '../../../contract/partialDate';
import type { NumberNotation } from './numbers';

/** As databases write a day that they keep as a point in time: its hours are none. */
const MIDNIGHT = /[ T]00:00(:00([.,]0+)?)?$/;
/** Only days and months that come before the year: `3.11.2026`, `11.2026`. */
const BACKWARDS = /^(?:(\d{1,2})([./-]))?(\d{1,2})([./-])(\d{4})$/;

/**
 * A partial date, from a text that has one in ISO 8601 or as people and spreadsheets write it. With points the day comes first
 * everywhere: `3.11.2026` is 3 November. With hyphens and slashes that depends on the country, so it is read where the file's
 * way to write is declared and has the day first, as `nl` has it. Undefined for all else.
 */
export function readDate(text: string, notation: NumberNotation): string | undefined {
  const plain = text.replace(MIDNIGHT, '');
  if (isPartialDate(plain)) return plain === text || plain.length === 10 ? plain : undefined;
  const [whole, day, between, month = '', separator, year = ''] = BACKWARDS.exec(plain) ?? [];
  if (whole === undefined || (day !== undefined && between !== separator)) return undefined;
  if (separator !== '.' && !hasDayFirst(notation)) return undefined;
  const date = [year, month, ...(day === undefined ? [] : [day])].map((part) => part.padStart(2, '0')).join('-');
  return isPartialDate(date) ? date : undefined;
}

/** What to do about a text that was not read as a date, as a sentence; undefined where that is plain. */
export function adviseOnDate(text: string, notation: NumberNotation): string | undefined {
  if (/^\d{5}([.,]\d+)?$/.test(text)) {
    return 'A spreadsheet has written how many days have passed since 1900: give the column the format of a date.';
  }
  if (/^\p{L}{3,5}\.?[ -]\d{2}$/u.test(text)) {
    return 'A spreadsheet has shortened it: give the column the format of a text before the file is opened.';
  }
  if (/^\d{1,2}[./-]\d{1,2}[./-]\d{2}$/.test(text)) return 'A year has four digits.';
  if (!/^\d{1,2}[/-]\d{1,2}[/-]\d{4}$/.test(text) || hasDayFirst(notation)) return undefined;
  return 'Which of the two is the day is not guessed: write 2026-11-03 or 3.11.2026, or declare in city.yaml whose way it is, such as "numbers: nl".';
}

function hasDayFirst(notation: NumberNotation): boolean {
  if (typeof notation === 'string') return false;
  const parts = new Intl.DateTimeFormat(notation.locale).formatToParts(0).map(({ type }) => type);
  return parts.indexOf('day') < parts.indexOf('month') && parts.indexOf('month') < parts.indexOf('year');
}
