import { keepFormats } from './keepFormats';
import type { Language, Texts } from './Texts';

/** When something ran, in words: `since 2019`, `2019 – October 2023`. Undefined when nothing is known. */
export function describePeriod(since: string | null, until: string | null, texts: Texts): string | undefined {
  const from = since === null ? undefined : formatPartialDate(since, texts.language);
  const to = until === null ? undefined : formatPartialDate(until, texts.language);
  if (from !== undefined && to !== undefined) return from === to ? from : `${from} – ${to}`;
  if (from !== undefined) return texts.since(from);
  return to === undefined ? undefined : texts.until(to);
}

/** British dates for English: day before month, as in the other languages. */
export const LOCALES: Record<Language, string> = { en: 'en-GB', de: 'de-DE', nl: 'nl-NL' };

const dateFormat = keepFormats(
  (locale, precision) =>
    new Intl.DateTimeFormat(locale, {
      year: 'numeric',
      month: 'long',
      ...(precision === 'day' && { day: 'numeric' }),
      timeZone: 'UTC',
    }),
);

/** A date in words, to the precision known: `2023`, `October 2023`, `6 October 2023`. What is no date stays as it is. */
export function formatPartialDate(date: string, language: Language): string {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(date) ?? [];
  if (year === undefined || month === undefined) return date;
  const instant = new Date(`${year}-${month}-${day ?? '01'}T00:00:00Z`);
  if (Number.isNaN(instant.getTime())) return date;
  return dateFormat(LOCALES[language], day === undefined ? 'month' : 'day').format(instant);
}
