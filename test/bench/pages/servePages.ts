import { EventEmitter, once } from 'node:events';
import { performance } from 'node:perf_hooks';
import fastifyAccepts from '@fastify/accepts';
import { fastify } from 'fastify';
import { pino } from 'pino';
import { setCacheControl } from '../../../gateway/front/http/cacheControl';
import { compressAnswers } from '../../../gateway/front/http/compressAnswers';
import type { QueryResult } from '../../../gateway/web/Query';
import { registerWeb } from '../../../gateway/web/registerWeb';

export interface ServedPages {
  readonly url: string;
  /** How long the page took that was asked for last, in milliseconds: from its request to its last byte. */
  lastTook(): Promise<number>;
  close(): Promise<void>;
}

/** The hub's pages, with the same answer to every question, which takes no time: what is left is the page. */
export async function servePages(answer: QueryResult): Promise<ServedPages> {
  const server = fastify();
  setCacheControl(server);
  await compressAnswers(server);
  await server.register(fastifyAccepts);
  const ended = new EventEmitter();
  const begun = new WeakMap<object, number>();
  let took: number | undefined;
  server.addHook('onRequest', (request, _reply, done) => {
    begun.set(request, performance.now());
    done();
  });
  server.addHook('onResponse', (request, _reply, done) => {
    took = performance.now() - begun.get(request)!;
    ended.emit('page');
    done();
  });
  registerWeb(server, { query: () => Promise.resolve(answer), logger: pino({ level: 'silent' }) });
  return {
    url: await server.listen({ host: '127.0.0.1', port: 0 }),
    async lastTook() {
      if (took === undefined) await once(ended, 'page');
      const last = took!;
      took = undefined;
      return last;
    },
    close: () => server.close(),
  };
}
