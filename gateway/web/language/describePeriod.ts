import { keepFormats } from './keepFormats';
import type { Language, Texts } from './Texts';

/** When something ran, in words: `since 2019`, `2019 – October 2023`. Undefined when nothing is known. */
export function describePeriod(since: string | null, until: string | null, texts: Texts): string | undefined {
  const from = since === null ? undefined : formatPartialDate(since, texts.language);
  const to = until === null ? undefined : formatPartialDate(until, texts.language);
  if (from !== undefined && to !== undefined) {
    return from === to ? from : (describeRange(since, until, texts.language) ?? `${from} – ${to}`);
  }
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
  const { instant, precision } = readDate(date);
  return instant === undefined ? date : dateFormat(LOCALES[language], precision).format(instant);
}

/** Two dates as the language writes them together, `11–13 March 2025`; undefined where these are not known alike, or in no order. */
function describeRange(since: string | null, until: string | null, language: Language): string | undefined {
  const [from, to] = [readDate(since ?? ''), readDate(until ?? '')];
  if (from.instant === undefined || to.instant === undefined) return undefined;
  if (from.precision !== to.precision || from.instant > to.instant) return undefined;
  // Some versions of the formats have thin spaces.
  return dateFormat(LOCALES[language], from.precision).formatRange(from.instant, to.instant).replace(/\s/gu, ' ');
}

/** @returns without an instant for what is no date, and for a year alone */
function readDate(date: string): { readonly instant?: Date; readonly precision: 'day' | 'month' } {
  const [, year, month, day] = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(date) ?? [];
  const precision = day === undefined ? 'month' : 'day';
  const instant = new Date(`${year}-${month}-${day ?? '01'}T00:00:00Z`);
  return Number.isNaN(instant.getTime()) ? { precision } : { instant, precision };
}
