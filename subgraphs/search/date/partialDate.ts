// A partial date is ISO 8601 to the precision that is known: `2023`, `2023-10` or `2023-10-06`. It names a period, and
// what is reckoned with is the first or the last day of it, as the integer yyyymmdd.

const FORM = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** True for a partial date that the calendar has. Years count from 0001, as in PostgreSQL. */
export function isPartialDate(value: string): boolean {
  const form = FORM.exec(value);
  if (form === null) return false;
  const [year = 0, month = 1, day = 1] = value.split('-').map(Number);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** True for a date that is known to the day. */
export function isDay(value: string): boolean {
  return value.length === 10 && isPartialDate(value);
}

/** The first day of the period, yyyymmdd: 20230101 for `2023`. */
export function firstDay(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return year * 10_000 + month * 100 + day;
}

/** The last day of the period, yyyymmdd: 20231231 for `2023`. */
export function lastDay(date: string): number {
  const [year = 0, month = 12, day = daysInMonth(year, month)] = date.split('-').map(Number);
  return year * 10_000 + month * 100 + day;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
