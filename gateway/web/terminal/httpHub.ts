import type { Query, QueryResult } from '../Query';
import type { Search } from '../search/Search';
import { tableAddress } from '../search/tableAddress';
import { NoDataError } from '../search/askHub';

/**
 * Asks a hub over HTTP, after the GraphQL over HTTP specification.
 *
 * @param token of who signed in; undefined asks as an anonymous client
 */
export function createHttpQuery(hub: string, token: string | undefined): Query {
  return async (operation, { signal }) => {
    const response = await fetch(`${hub}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...bearer(token) },
      body: JSON.stringify(operation),
      signal,
    });
    const body = await response.text();
    try {
      const result = JSON.parse(body) as unknown;
      if (isQueryResult(result)) return result;
    } catch {
      // Told below, as for any other answer that is none.
    }
    throw new HubAnswerError(hub, response.status);
  };
}

function isQueryResult(result: unknown): result is QueryResult {
  if (typeof result !== 'object' || result === null) return false;
  return 'data' in result || ('errors' in result && Array.isArray(result.errors));
}

/** The question was refused; the message is the hub's. */
export class ExportRefusedError extends Error {
  override readonly name = 'ExportRefusedError';
}

/**
 * The hub's table of what a search finds, as it comes. Control characters and those that turn the direction of text are
 * taken out, but for the breaks between lines; the byte order mark stays, as spreadsheets need it. The hub has cleaned what
 * cities write; this is for a hub that does not.
 */
export async function* readExport(
  hub: string,
  search: Search,
  token: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const response = await fetch(`${hub}${tableAddress(search)}`, {
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

/** Why there is no answer, and what to do about it, in a line or a few. */
export function describeFailure(cause: unknown, hub: string): string {
  if (cause instanceof HubAnswerError) return cause.message;
  if (cause instanceof NoDataError) return `The hub at ${hub} could not answer. ${cause.message}`;
  if (cause instanceof DOMException && cause.name === 'TimeoutError') {
    return `The hub at ${hub} did not answer in time.`;
  }
  if (isBrokenOff(cause)) return `The connection to the hub at ${hub} broke off.`;
  return [
    `No hub answers at ${hub}.`,
    'Start one in another terminal with: npm start',
    'Or name one that runs: npm run ask -- --hub http://127.0.0.1:4000 "housing action plans"',
  ].join('\n');
}

/** undici's and the system's codes for a connection that was had and lost. */
const BROKEN_OFF = new Set<unknown>(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE', 'UND_ERR_BODY_TIMEOUT']);

/** fetch rejects with a TypeError, whose cause is the error beneath. */
function isBrokenOff(error: unknown): boolean {
  return error instanceof Error && BROKEN_OFF.has((error.cause as NodeJS.ErrnoException | undefined)?.code);
}

/** Something answered in the hub's place that does not speak as a hub does. */
class HubAnswerError extends Error {
  override readonly name = 'HubAnswerError';

  constructor(
    readonly hub: string,
    readonly status: number,
  ) {
    super(`What answers at ${hub} (HTTP ${status}) is not a hub.`);
  }
}

/** The header of a token (RFC 6750), if there is one. */
function bearer(token: string | undefined): { readonly authorization?: string } {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}
