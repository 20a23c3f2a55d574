import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ANONYMOUS } from './HubViewer';
import type { HubViewer } from './HubViewer';
import type { Sessions, SessionState } from './Sessions';

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * Which requests of a route are answered as the session of their cookie says: all, as of a page, or those alone that
     * a page of this hub, or a person at the address bar, has the browser send. Without it none is, whatever it brings.
     */
    readonly session?: 'page' | 'same-origin' | 'never';
  }
}

const states = new WeakMap<FastifyRequest, SessionState>();

/** What the guard read of a request's session. Undefined where nobody can sign in, or the route does not ask. */
export function sessionOf(request: FastifyRequest): SessionState | undefined {
  return states.get(request);
}

/** For whom a page is. A token in a header is for programs: what it opens would stay in the history of a shared machine. */
export function readerOf(request: FastifyRequest): HubViewer {
  const read = sessionOf(request);
  return read?.state === 'open' ? read.session.member : ANONYMOUS;
}

/** Reads the session of a request, where its route asks and it says not otherwise who it is. */
export function readSession(request: FastifyRequest, sessions: Sessions): SessionState | undefined {
  if (!readsSession(request) || request.headers.authorization !== undefined) return undefined;
  const state = sessions.read(request.headers.cookie);
  states.set(request, state);
  return state;
}

/** Whether the answer to a request depends on its cookie. */
function readsSession({ routeOptions, headers }: FastifyRequest): boolean {
  const { session } = routeOptions.config;
  return session === 'page' || (session === 'same-origin' && isOfThisSite(headers['sec-fetch-site']));
}

/** Browsers say so of each request over a secure connection; whoever does not say so has no session here. */
function isOfThisSite(site: string | readonly string[] | undefined): boolean {
  return site === 'same-origin' || site === 'none';
}

/** Has the routes that are added from now on, in this scope, answer people by their session. */
export function answerBySession(scope: FastifyInstance, session: 'page' | 'same-origin'): void {
  scope.addHook('onRoute', (route) => {
    route.config = { session, ...route.config };
  });
}
