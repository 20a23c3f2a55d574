import type { FastifyInstance, FastifyReply } from 'fastify';
import { sessionOf } from '../sign-in/sessionOfRequest';

/** What nobody may keep and give to another: an answer to somebody who says who they are, or may have. */
export const OF_ONE_VIEWER = { 'cache-control': 'private, no-store', vary: 'Authorization' } as const;

/**
 * Tells caches between hub and client that an answer is for whoever asked, on every path and however it came about: errors,
 * refusals, `HEAD` and 304 too. What came with a token or a session is kept by nobody; anything else by whom its route allows it, and by
 * nobody where that says nothing. Which of the two it is, `Vary` names, since a cache must not give a member what it kept of
 * a stranger.
 */
export function setCacheControl(server: FastifyInstance): void {
  server.addHook('onSend', (request, reply, payload, done) => {
    varyBy(reply, OF_ONE_VIEWER.vary);
    const { session } = request.routeOptions.config;
    if (session === 'page' || session === 'same-origin') varyBy(reply, 'Cookie');
    const hasSession = (sessionOf(request)?.state ?? 'none') !== 'none';
    if (request.headers.authorization !== undefined || hasSession)
      void reply.header('cache-control', OF_ONE_VIEWER['cache-control']);
    else if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    done(null, payload);
  });
}

/** Adds a request's header to those on which the answer depends. */
export function varyBy(reply: FastifyReply, header: string): void {
  const named = [reply.getHeader('vary') ?? []].flat().flatMap((value) => String(value).split(/\s*,\s*/));
  const isNamed = named.some((name) => name === '*' || name.toLowerCase() === header.toLowerCase());
  if (!isNamed) void reply.header('vary', [...named, header].join(', '));
}
