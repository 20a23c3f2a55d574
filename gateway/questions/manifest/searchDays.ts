import type { Texts } from '../../web/language/Texts';
import { textOf } from '../../web/search/SearchAnswer';
import type { ExchangeRow, FoundNeed, Titled } from '../../web/search/SearchAnswer';
import { pageAt, tagOf } from '../Question';
import type { CalendarDay } from '../Question';
import type { Found } from './searchColumns';

/** When an exchange is, and until when one may register. */
export function daysOfExchange({ node, origin }: Found<ExchangeRow>, texts: Texts): readonly CalendarDay[] {
  const { startsOn, endsOn, registerBy } = node;
  const common = commonTo(node, origin);
  const location = [node.place, node.host?.name].filter((part) => part != null).join(', ') || undefined;
  return [
    ...(isDay(startsOn) ? [{ ...common, location, firstDay: startsOn, lastDay: lastOf(startsOn, endsOn) }] : []),
    ...(isDay(registerBy)
      ? [
          {
            ...{ ...common, id: `${common.id}/register`, title: `${texts.registerBy}: ${common.title}` },
            ...{ firstDay: registerBy, lastDay: registerBy },
          },
        ]
      : []),
  ];
}

/** Until when a city looks for something. */
export function daysOfNeed({ node, origin }: Found<FoundNeed>, texts: Texts): readonly CalendarDay[] {
  const { wantedBy } = node;
  if (!isDay(wantedBy)) return [];
  const common = commonTo(node, origin);
  return [{ ...common, title: `${texts.wantedBy}: ${common.title}`, firstDay: wantedBy, lastDay: wantedBy }];
}

/** What all days of a record have, unless they say otherwise. */
function commonTo(node: Titled & { readonly id: string; readonly updatedAt: string }, origin: string) {
  const { title, summary } = textOf(node);
  return {
    ...{ id: tagOf(origin, node.id), title, description: summary ?? undefined },
    ...{ page: pageAt(origin, node.id), changedAt: node.updatedAt, location: undefined },
  };
}

/** Whether a date is known to the day: what is known to the month alone stands in no calendar. */
function isDay(date: string | null): date is string {
  return date !== null && /^\d{4}-\d\d-\d\d$/.test(date);
}

function lastOf(first: string, last: string | null): string {
  return isDay(last) && last > first ? last : first;
}
