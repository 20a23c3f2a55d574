import { formatPartialDate } from '../language/describePeriod';
import { formatNumber } from '../language/formatAmount';
import type { Texts } from '../language/Texts';
import type { Result } from '../search/SearchAnswer';
import { webAddress } from './contact';
import { list } from './Fact';
import type { Fact } from './Fact';

/** What came of something: a line for each, such as `Households housed: 140 households (before: 20) · December 2025`. */
export function resultsFact(results: readonly Result[] | null, texts: Texts): Fact | undefined {
  return list(
    texts.results,
    (results ?? []).map((result) => [
      describeFigure(result, texts),
      result.date === null ? undefined : formatPartialDate(result.date, texts.language),
      result.evidence && { text: result.evidence.title, href: webAddress(result.evidence.url) },
    ]),
  );
}

function describeFigure({ indicator, value, unit, before }: Result, texts: Texts): string {
  if (value === null) return indicator;
  const figure = [formatNumber(value, texts.language), unit].filter((part) => part !== null).join(' ');
  const change = before === null ? '' : ` (${texts.before(formatNumber(before, texts.language))})`;
  return `${indicator}: ${figure}${change}`;
}
