import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from './refuse';

/** The hook `onRequest` that refuses what names no host, as HTTP/1.1 demands (RFC 9112, section 3.2). */
export function requireHost({ raw }: FastifyRequest, reply: FastifyReply, done: () => void): void {
  if (raw.httpVersion !== '1.1' || (raw.headers.host ?? '') !== '') {
    done();
    return;
  }
  void reply.header('connection', 'close');
  refuse(reply, {
    status: 400,
    message: 'The header Host is missing. Name the host that is asked.',
    code: 'BAD_REQUEST',
  });
}
