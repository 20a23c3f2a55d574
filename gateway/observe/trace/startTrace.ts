import { ROOT_CONTEXT, SpanKind } from '@opentelemetry/api';
import type { Span, Tracer } from '@opentelemetry/api';
import { formatTraceparent, parseTraceparent } from '../../../subgraphs/serving/tracing/traceparent';
import { randomDigits } from '../../../subgraphs/serving/randomDigits';

/** By what a request is called in the logs of all servers that it reaches. */
export interface Trace {
  /** The trace id: 32 hexadecimal digits, which the hub chose. */
  readonly requestId: string;
  /** The header for calls that the hub makes for this request. */
  readonly traceparent: string;
  /** What is recorded of the request, where tracing is on. Who begins the trace ends it. */
  readonly span?: Span;
}

/**
 * Starts the trace of a request, with an id of the hub's own: it stands in the disclosure logs of cities and in the audit
 * trail, where a client that could choose it would give its request the id of another's. The trace of the client, if it
 * sent a valid `traceparent`, is linked in what is recorded, as OpenTelemetry has it for servers that are open to strangers;
 * nothing of it, `tracestate` and `baggage` goes on to cities.
 *
 * @param incoming the client's `traceparent`
 * @param tracer records the request, and decides whether that is done
 */
export function startTrace(incoming?: string | readonly string[], tracer?: Tracer): Trace {
  if (tracer === undefined) return withoutSpan();
  const client = parseTraceparent(incoming);
  // Its name is known when the route is.
  const span = tracer.startSpan(
    'request',
    { kind: SpanKind.SERVER, root: true, ...(client && { links: [{ context: client }] }) },
    ROOT_CONTEXT,
  );
  const own = span.spanContext();
  return { requestId: own.traceId, traceparent: formatTraceparent(own), span };
}

/** Ids are random, and by specification not all zeros: a chance of 2^-64 is taken. */
function withoutSpan(): Trace {
  const digits = randomDigits(48);
  const traceId = digits.slice(0, 32);
  return { requestId: traceId, traceparent: formatTraceparent({ traceId, spanId: digits.slice(32), traceFlags: 0 }) };
}
