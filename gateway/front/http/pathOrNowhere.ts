import type { IncomingMessage } from 'node:http';

/** No route. */
const NOWHERE = '/nowhere';

/**
 * The path of a request, or one that is nowhere where it cannot be read: so that it is counted, traced and answered as any
 * other. The router would answer it by itself, before any hook.
 */
export function pathOrNowhere({ url = '' }: Pick<IncomingMessage, 'url'>): string {
  if (!url.startsWith('/') && !URL.canParse(url)) return NOWHERE;
  try {
    decodeURI(url.replace(/[?#].*$/s, ''));
    return url;
  } catch {
    return NOWHERE;
  }
}
