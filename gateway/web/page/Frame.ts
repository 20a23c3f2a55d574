import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { NoticeKind } from '../language/siteTexts';
import type { PageSession } from '../sign-in/PageSession';

/** What stands around the words of every page: it depends on the hub and on who asks, and not on the page. */
export interface Frame {
  /** The operator's own pages, to which the foot of each page leads. */
  readonly notices: readonly NoticeKind[];
  readonly session: PageSession;
}

/** The name under which a server that has pages is decorated with the way to their frame. */
const FRAME = 'frameOfPage';

/** Says what stands around every page of a server. It has to come before the pages. */
export function setFrame(fastify: FastifyInstance, frameOfRequest: (request: FastifyRequest) => Frame): void {
  fastify.decorate(FRAME, frameOfRequest);
}

/** What stands around the page that answers a request. */
export function frameOf(request: FastifyRequest): Frame {
  return request.server.getDecorator<(request: FastifyRequest) => Frame>(FRAME)(request);
}
