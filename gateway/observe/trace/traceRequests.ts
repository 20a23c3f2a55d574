import type { IncomingMessage } from 'node:http';
import type { Tracer } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { REQUEST_ID_HEADER } from '../../../subgraphs/contract/headers';
import { refusalOf } from '../../front/http/refuse';
import { endRequestSpan } from '../../../subgraphs/serving/tracing/endRequestSpan';
import { startTrace } from './startTrace';
import type { Trace } from './startTrace';

export interface RequestTracing {
  /** Undefined records nothing. */
  readonly tracer: Tracer | undefined;
  /**
   * Is told of each request but those for health; what it gives back is told the end, with null for no answer, and with the
   * code of what was refused before it was GraphQL.
   */
  readonly onRequest?: (() => (status: number | null, refusal: string | undefined) => void) | undefined;
  readonly logger: Logger;
}

const traces = new WeakMap<IncomingMessage, Trace>();

/** The trace of a request. Its `requestId` is Fastify's `request.id`, too. */
export function traceOf({ raw }: Pick<FastifyRequest, 'raw'>): Trace {
  return traces.get(raw) ?? startTrace(raw.headers.traceparent);
}

/**
 * Gives each request of a server a trace, whose id is in the answer's header `x-request-id`, and in the log. Records the
 * request where there is a tracer: method, route, status; no address, no path, since a path may hold a question.
 *
 * Writes a line for each request that was refused or failed, and for every other at the level of `debug`.
 */
export function traceRequests(server: FastifyInstance, { tracer, onRequest, logger }: RequestTracing): void {
  server.setGenReqId((raw) => {
    // Probes ask every few seconds, and tell nothing.
    const trace = startTrace(raw.headers.traceparent, raw.url?.startsWith('/health/') === true ? undefined : tracer);
    traces.set(raw, trace);
    return trace.requestId;
  });

  server.addHook('onRequest', (request, reply, done) => {
    const startedAt = performance.now();
    const { requestId, span } = traceOf(request);
    const { method } = request;
    const route = request.routeOptions.url;
    const isProbe = route?.startsWith('/health/') === true;
    const end = isProbe ? undefined : onRequest?.();
    void reply.header(REQUEST_ID_HEADER, requestId);
    span?.updateName(route === undefined ? method : `${method} ${route}`);
    // Not `onResponse`, which is silent about clients that left before their answer.
    reply.raw.once('close', () => {
      const status = reply.raw.writableFinished ? reply.statusCode : null;
      const line = { requestId, method, route, status, ms: Math.round(performance.now() - startedAt) };
      logger[isProbe ? 'debug' : levelOf(status)](line, 'request');
      if (span) endRequestSpan(span, { method, route, status });
      end?.(status, refusalOf(request.raw));
    });
    done();
  });
}

/** Who asks too often shall not fill the log as well: the figures count that. */
function levelOf(status: number | null): 'debug' | 'info' {
  const isRefused = status !== null && status >= 400 && status !== 429 && status !== 404;
  return isRefused ? 'info' : 'debug';
}
