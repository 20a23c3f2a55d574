import type { IncomingMessage } from 'node:http';
import type { ApolloServerPlugin } from '@apollo/server';
import { ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import type { Span, Tracer } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { endRequestSpan } from '../../serving/tracing/endRequestSpan';
import { parseTraceparent } from '../../serving/tracing/traceparent';
import type { AskedOperation } from '../answer/AskedOperation';
import type { CityContext } from '../answer/context';

export interface RequestSpans {
  readonly spanOf: (request: FastifyRequest) => Span | undefined;
  /** Records how long operations take to be executed, the database included, apart from what is around it. */
  readonly plugin: ApolloServerPlugin<CityContext>;
}

/**
 * Records each request of a city's server, below the call of the hub that it serves: method, route, status, the
 * operation's name and kind. Nothing of the question, the answer or the viewer, and no path. Its trace id is Fastify's
 * `request.id`.
 */
export function traceRequests(
  app: FastifyInstance,
  tracer: Tracer,
  askedBy: (request: FastifyRequest) => AskedOperation,
): RequestSpans {
  const spans = new WeakMap<IncomingMessage, Span>();
  app.setGenReqId((raw) => {
    const parent = parseTraceparent(raw.headers.traceparent);
    const context = parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent);
    // Its name is known when the route is.
    const span = tracer.startSpan('request', { kind: SpanKind.SERVER }, context);
    // Probes ask every few seconds, and tell nothing: their span is never ended, and so never told.
    if (raw.url?.startsWith('/health/') !== true) spans.set(raw, span);
    return span.spanContext().traceId;
  });

  app.addHook('onRequest', (request, reply, done) => {
    const span = spans.get(request.raw);
    const route = request.routeOptions.url;
    span?.updateName(route === undefined ? request.method : `${request.method} ${route}`);
    // Not `onResponse`, which is silent about clients that left before their answer.
    reply.raw.once('close', () => {
      if (span === undefined) return;
      const status = reply.raw.writableFinished ? reply.statusCode : null;
      const { name, kind } = askedBy(request);
      span.setAttribute('hanse.operation.kind', kind);
      if (name !== null) span.setAttribute('graphql.operation.name', name);
      endRequestSpan(span, { method: request.method, route, status });
    });
    done();
  });

  return {
    spanOf: ({ raw }) => spans.get(raw),
    plugin: {
      requestDidStart: ({ contextValue: { span: request } }) =>
        Promise.resolve({
          executionDidStart: () => {
            const context = request === undefined ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, request);
            const span = tracer.startSpan('execute', {}, context);
            return Promise.resolve({
              executionDidEnd: () => {
                span.end();
                return Promise.resolve();
              },
            });
          },
        }),
    },
  };
}
