import type { FastifyReply, FastifyRequest } from 'fastify';
import { startDeadline } from '../../context';
import type { HubContext } from '../../context';
import { traceOf } from '../../observe/trace/traceRequests';
import { AnswerWork } from '../../engine/AnswerWork';
import { accountOf, viewerOf } from './createRequestGuard';

/** The context of a request that came in just now, which is over when its connection is or `timeoutMs` have passed. */
export function createContext(request: FastifyRequest, reply: FastifyReply, timeoutMs: number): HubContext {
  const deadline = startDeadline(timeoutMs);
  // Comes after the answer, and when the client leaves before it: either way nobody waits any more.
  reply.raw.once('close', () => {
    deadline.end();
  });
  const whenSent: (() => void)[] = [];
  reply.raw.once('finish', () => {
    for (const run of whenSent) run();
  });
  return {
    viewer: viewerOf(request),
    account: accountOf(request),
    deadline,
    work: new AnswerWork(deadline),
    whenSent,
    ...traceOf(request),
  };
}
