import type { Entry } from '../Question';
import type { Answer, Format } from './Format';
import { nameAnswer } from './nameAnswer';

/** A feed with an entry for each row (RFC 4287), the latest first. */
export const atom: Format = {
  ending: 'atom',
  mediaType: 'application/atom+xml; charset=utf-8',
  isFile: false,
  writes: 'entry',
  options: [],
  needsWhole: () => true,
  tellsEnd: () => true,
  write,
};

async function* write(answer: Answer): AsyncGenerator<string> {
  const { texts, address, askedAt, pages, end } = answer;
  const entries: Entry[] = [];
  for await (const rows of pages) entries.push(...rows.flatMap(({ entry }) => entry ?? []));
  entries.sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
  const { isComplete, notes } = end();
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${texts.language}">`,
    element('id', address.href),
    element('title', nameAnswer(answer)),
    element('subtitle', notes.join(' ')),
    element('updated', isoOf(entries[0]?.updatedAt ?? askedAt.toISOString())),
    `<link rel="self" type="application/atom+xml" href="${escape(address.href)}"/>`,
    ...(isComplete ? [] : ['<category term="incomplete"/>']),
    '<author><name>Hanse</name></author>',
  ];
  yield `${lines.join('\n')}\n`;
  for (const entry of entries) yield writeEntry(entry);
  yield '</feed>\n';
}

function writeEntry({ id, title, summary, updatedAt, page, author, categories }: Entry): string {
  const parts = [
    element('id', id),
    element('title', title),
    element('updated', isoOf(updatedAt)),
    `<author>${element('name', author)}</author>`,
    ...(page === undefined ? [] : [`<link rel="alternate" type="text/html" href="${escape(page)}"/>`]),
    ...categories.map((category) => `<category term="${escape(category)}"/>`),
    // Where an entry leads nowhere it has to have content, and a summary is none (RFC 4287, section 4.1.2).
    ...(page === undefined ? [element('content', summary ?? title)] : []),
    ...(page !== undefined && summary !== undefined ? [element('summary', summary)] : []),
  ];
  return `<entry>\n${parts.join('\n')}\n</entry>\n`;
}

function element(name: string, text: string): string {
  return `<${name}>${escape(text)}</${name}>`;
}

/** RFC 3339, which Atom demands; a city may have sent something else. */
function isoOf(moment: string): string {
  const time = Date.parse(moment);
  return new Date(Number.isNaN(time) ? 0 : time).toISOString();
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text within XML 1.0, without the characters that it cannot hold. */
function escape(text: string): string {
  return text
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
}
