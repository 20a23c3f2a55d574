import { formatPartialDate } from './formatPartialDate';
import type { Texts } from './Texts';

/** When something ran, in words: `since 2019`, `2019 – October 2023`. Undefined when nothing is known. */
export function describePeriod(since: string | null, until: string | null, texts: Texts): string | undefined {
  const from = since === null ? undefined : formatPartialDate(since, texts.language);
  const to = until === null ? undefined : formatPartialDate(until, texts.language);
  if (from !== undefined && to !== undefined) return from === to ? from : `${from} – ${to}`;
  if (from !== undefined) return texts.since(from);
  return to === undefined ? undefined : texts.until(to);
}
