import { ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import type { Span, SpanContext, Tracer } from '@opentelemetry/api';
import { formatTraceparent } from './formatTraceparent';
import { parseTraceparent } from './parseTraceparent';
import { randomDigits } from './randomDigits';

/** By what a request is called in the logs of all servers that it reaches. */
export interface Trace {
  /** The trace id: 32 hexadecimal digits. */
  readonly requestId: string;
  /** The header for calls that the hub makes for this request. */
  readonly traceparent: string;
  /** What is recorded of the request, where tracing is on. Who begins the trace ends it. */
  readonly span?: Span;
}

/**
 * Continues the trace of an incoming `traceparent`, or starts one where there is none that is valid. The hub takes a new
 * parent id. `tracestate` and `baggage` are not passed on: what a client's tools write there is none of the cities'
 * business.
 *
 * @param tracer records the request, and decides whether that is done; without it, the flag of the client goes on
 */
export function startTrace(incoming?: string | readonly string[], tracer?: Tracer): Trace {
  const parent = parseTraceparent(incoming);
  if (tracer === undefined) {
    const own = continued(parent);
    return { requestId: own.traceId, traceparent: formatTraceparent(own) };
  }
  const context = parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent);
  // Its name is known when the route is.
  const span = tracer.startSpan('request', { kind: SpanKind.SERVER }, context);
  const own = span.spanContext();
  return { requestId: own.traceId, traceparent: formatTraceparent(own), span };
}

/** Ids are random, and by specification not all zeros: a chance of 2^-64 is taken. */
function continued(parent: SpanContext | undefined): SpanContext {
  if (parent !== undefined) return { ...parent, spanId: randomDigits(16) };
  const digits = randomDigits(48);
  return { traceId: digits.slice(0, 32), spanId: digits.slice(32), traceFlags: 0 };
}
