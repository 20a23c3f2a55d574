import { languageOf } from '../language/textsOf';
import { writeQueryString } from './Search';
import type { Search } from './Search';

/** As the hub's own programs read it: the columns by their names in the API, and how the table stands as the last line. */
const FOR_PROGRAMS = { headings: 'codes', comments: 'end' } as const;

/** Spreadsheets expect the separator of their language. */
const SEPARATORS: Readonly<Record<string, string>> = { de: ';', nl: ';' };

/** Where all that a search finds is, as a table for a program. */
export function tableAddress(search: Search): string {
  return addressOf(search, 'csv', FOR_PROGRAMS);
}

/** Where all that a search finds is, as a table for a person with a spreadsheet. */
export function spreadsheetAddress(search: Search): string {
  const separator = SEPARATORS[search.lang];
  return addressOf(search, 'csv', { ...(separator !== undefined && { separator }), comments: 'end' });
}

/** Where all that a search finds is, as a workbook. */
export function workbookAddress(search: Search): string {
  return addressOf(search, 'xlsx', {});
}

/** Where all that a search finds is, for programs. */
export function jsonAddress(search: Search): string {
  return addressOf(search, 'json', {});
}

/** Where a feed tells of what comes to a question: what its city changed last comes first. */
export function feedAddress(search: Search): string {
  return addressOf({ ...search, order: 'NEWEST' }, 'atom', {});
}

function addressOf(search: Search, ending: string, options: Readonly<Record<string, string>>): string {
  const lang = languageOf(search.lang) ?? 'en';
  const parameters = new URLSearchParams(writeQueryString({ ...search, lang, view: undefined }));
  parameters.delete('kind');
  for (const [name, value] of Object.entries(options)) parameters.set(name, value);
  return `/questions/${search.kind}.${ending}?${parameters.toString()}`;
}
