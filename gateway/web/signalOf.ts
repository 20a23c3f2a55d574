import type { FastifyReply } from 'fastify';

/** Aborts when the client is gone before it has its answer. */
export function signalOf(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort(new DOMException('The client is gone.', 'AbortError'));
  });
  return controller.signal;
}
