import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { quote } from './checkRequestForm';
import { mediaTypesOf, refuse } from './refuse';

/** No browser sends these for a page of another origin unless the server has allowed it (CORS, "preflight"). */
const PREFLIGHTED = ['apollo-require-preflight', 'x-apollo-operation-name'] as const;
const GRAPHQL_TYPES = ['application/graphql-response+json', 'application/json'];

/**
 * Makes the hook `onRequest` that keeps pages of other sites from having a visitor's browser ask by GET, as an image or a
 * link does. They could read no answer and change nothing, but they could load the hub from everybody's address, and learn
 * by the time it takes what a hub knows that only that visitor can reach. What a GraphQL client sends is told from it:
 *
 * - it names JSON in `Accept`, as no image, link, script or form does, and comes of no `no-cors` request
 *   (`Sec-Fetch-Mode`), nor of a page whose origin is not listed;
 * - it has no cookie, for a browser sends those unasked, unless it comes of the hub's own page (`Sec-Fetch-Site`).
 *
 * POST needs no more than the check of its content type.
 *
 * @param origins whose pages may ask
 */
export function preventCsrf(
  origins: readonly string[],
): (request: FastifyRequest, reply: FastifyReply, done: () => void) => void {
  const listed = new Set(origins);
  return ({ method, headers }, reply, done) => {
    const reason = method === 'GET' ? whyForeign(headers, listed) : undefined;
    if (reason === undefined) done();
    else refuse(reply, { status: 400, message: reason, code: 'BAD_REQUEST' });
  };
}

/** Why a page of another site may have had a browser send this, unless it cannot. */
function whyForeign(headers: IncomingHttpHeaders, listed: ReadonlySet<string>): string | undefined {
  const { origin, cookie, accept } = headers;
  // The content type was checked: it is JSON, if any.
  const isAllowed = headers['content-type'] !== undefined || PREFLIGHTED.some((name) => (headers[name] ?? '') !== '');
  if (isAllowed) return undefined;
  if (/^bearer /i.test(headers.authorization ?? '') || headers['sec-fetch-site'] === 'same-origin') return undefined;

  if (!mediaTypesOf(accept).some((type) => GRAPHQL_TYPES.includes(type))) {
    return 'A query by GET must say that it asks for GraphQL: send "Accept: application/graphql-response+json", or use POST.';
  }
  if (origin !== undefined && !listed.has(origin)) {
    return `Pages of the origin ${quote(origin)} may not ask here. The hub's operator can list it.`;
  }
  if ((headers['sec-fetch-mode'] ?? 'cors') !== 'cors') {
    return 'A page of another site has the browser ask here without CORS. Use CORS, or POST.';
  }
  if (cookie !== undefined) return 'A query by GET must come without cookies. Leave them out, or use POST.';
  return undefined;
}
