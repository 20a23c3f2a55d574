const SHAPE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** True for `2023`, `2023-10` and `2023-10-06`, and false for a month or a day that the calendar does not have. */
export function isPartialDate(value: string): boolean {
  const parts = SHAPE.exec(value);
  if (parts === null) {
    return false;
  }
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? '1'), Number(parts[3] ?? '1')];
  const date = new Date(Date.UTC(2000, month - 1, day));
  // The constructor takes the years 0 to 99 for 1900 to 1999; this setter does not.
  date.setUTCFullYear(year, month - 1, day);
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
