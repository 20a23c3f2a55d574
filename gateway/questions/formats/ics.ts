import ical, { ICalCalendarMethod } from 'ical-generator';
import type { CalendarDay } from '../Question';
import type { Answer, Format } from './Format';
import { nameAnswer } from './nameAnswer';

/** A calendar with the days of each row: when something is, and until when something can be done (RFC 5545). */
export const ics: Format = {
  ending: 'ics',
  mediaType: 'text/calendar; charset=utf-8',
  writes: 'days',
  isFile: false,
  options: [],
  needsWhole: () => true,
  tellsEnd: () => true,
  write,
};

async function* write(answer: Answer): AsyncGenerator<string> {
  const { texts, address, askedAt, pages, end } = answer;
  const calendar = ical({
    name: nameAnswer(answer),
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Hanse', product: 'hub', language: texts.language.toUpperCase() },
    url: address.href,
  });
  for await (const rows of pages) {
    for (const day of rows.flatMap(({ days }) => days ?? [])) calendar.createEvent(eventOf(day, askedAt));
  }
  calendar.description(end().notes.join(' '));
  yield `${calendar.toString()}\r\n`;
}

function eventOf({ id, title, description, location, page, firstDay, lastDay, changedAt }: CalendarDay, askedAt: Date) {
  const changed = new Date(changedAt);
  return {
    id,
    summary: title,
    allDay: true,
    // The library writes the day in UTC.
    start: new Date(`${firstDay}T00:00:00Z`),
    end: dayAfter(lastDay),
    stamp: Number.isNaN(changed.getTime()) ? askedAt : changed,
    ...(description !== undefined && { description }),
    ...(location !== undefined && { location }),
    ...(page !== undefined && { url: page }),
  };
}

/** Calendars name the first day that does not belong to it. */
function dayAfter(day: string): Date {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date;
}
