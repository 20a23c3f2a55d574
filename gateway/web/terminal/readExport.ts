import { writeQueryString } from '../search/writeQueryString';
import type { Search } from '../search/Search';
import { bearer } from './bearer';
import { HubAnswerError } from './HubAnswerError';

/** The question was refused; the message is the hub's. */
export class ExportRefusedError extends Error {
  override readonly name = 'ExportRefusedError';
}

/**
 * The hub's export of what a search finds, as it comes. Control characters and those that turn the direction of text are
 * taken out, but for the breaks between lines; the byte order mark stays, as spreadsheets need it. The hub has cleaned what
 * cities write; this is for a hub that does not.
 */
export async function* readExport(
  hub: string,
  search: Search,
  token: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const response = await fetch(`${hub}/export.csv${writeQueryString(search)}`, {
    headers: bearer(token),
    signal,
  });
  const isCsv = response.headers.get('content-type')?.startsWith('text/csv') === true;
  if (response.status === 401) throw new ExportRefusedError('The hub does not take the token in HANSE_TOKEN.');
  if (response.status === 400) throw new ExportRefusedError((await response.text()).trim());
  if (!response.ok || !isCsv || !response.body) throw new HubAnswerError(hub, response.status);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  for await (const chunk of response.body) yield clean(decoder.decode(chunk, { stream: true }));
  yield clean(decoder.decode());
}

function clean(text: string): string {
  return text.replace(/(?![\r\n])\p{Cc}|\p{Bidi_Control}|[\u{e0000}-\u{e007f}]/gu, '');
}
