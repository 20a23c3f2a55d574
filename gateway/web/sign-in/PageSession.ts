import type { FastifyRequest } from 'fastify';
import { sessionOf } from '../../front/sign-in/sessionOfRequest';
import { returnTo } from './returnTo';

/** For whom a page is, as far as its reader is told. */
export type PageSession =
  /** Nobody can sign in here, or it does not matter to this page. */
  | { readonly state: 'off' }
  | { readonly state: 'anonymous' | 'ended'; readonly page: string }
  | { readonly state: 'member'; readonly organisation: string; readonly page: string };

/** For whom the page is that answers a request. */
export function frameSession(request: FastifyRequest): PageSession {
  const read = sessionOf(request);
  if (read === undefined) return { state: 'off' };
  const page = returnTo(request.url);
  if (read.state === 'open') return { state: 'member', organisation: read.session.member.organisation, page };
  return { state: read.state === 'ended' ? 'ended' : 'anonymous', page };
}
