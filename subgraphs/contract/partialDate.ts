// A partial date is ISO 8601 to the precision that is known: `2023`, `2023-10` or `2023-10-06`. It names a period, and
// what is reckoned with is the first or the last day of it, as the integer yyyymmdd.

const FORM = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/;

/** True for a partial date that the calendar has. Years count from 0001, as in PostgreSQL. */
export function isPartialDate(value: string): boolean {
  if (!FORM.test(value)) return false;
  const year = yearOf(value);
  const month = monthOf(value, 1);
  const day = dayOf(value, 1);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** True for a date that is known to the day. */
export function isDay(value: string): boolean {
  return value.length === 10 && isPartialDate(value);
}

/** The first day of the period, yyyymmdd: 20230101 for `2023`. */
export function firstDay(date: string): number {
  return yearOf(date) * 10_000 + monthOf(date, 1) * 100 + dayOf(date, 1);
}

/** The last day of the period, yyyymmdd: 20231231 for `2023`. */
export function lastDay(date: string): number {
  const year = yearOf(date);
  const month = monthOf(date, 12);
  return year * 10_000 + month * 100 + dayOf(date, daysInMonth(year, month));
}

function yearOf(date: string): number {
  return readDigits(date, 0, 4);
}

function monthOf(date: string, unknown: number): number {
  return date.length > 4 ? readDigits(date, 5, 7) : unknown;
}

function dayOf(date: string, unknown: number): number {
  return date.length > 7 ? readDigits(date, 8, 10) : unknown;
}

/** Digit by digit: every hit of every city has some dates, and to take a text apart makes many small ones. */
function readDigits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 10 + text.charCodeAt(at) - 48;
  return value;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
