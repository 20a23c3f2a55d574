import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, TraceFlags } from '@opentelemetry/api';
import type { Tracer } from '@opentelemetry/api';
import type { AskCity } from '../../../subgraphs/contract/AskCity';
import { formatTraceparent, parseTraceparent } from '../../../subgraphs/serving/tracing/traceparent';

/** For what cities are asked: who has matches, or the records on the page. */
export type Phase = 'SEARCH' | 'FETCH';

/**
 * The same way to ask cities, which records each call as a span within that of the request. The city is told the span's
 * id, so that what it records comes below. Of the call, its city, phase and status are told, nothing of question or answer.
 */
export function traceCalls(askCity: AskCity, phase: Phase, tracer: Tracer | undefined): AskCity {
  if (tracer === undefined) return askCity;
  return async (cityId, operation, call) => {
    const parent = parseTraceparent(call.traceparent);
    if (parent === undefined || (parent.traceFlags & TraceFlags.SAMPLED) === 0) return askCity(cityId, operation, call);
    const span = tracer.startSpan(
      `city ${phase}`,
      { kind: SpanKind.CLIENT, attributes: { 'hanse.city': cityId, 'hanse.phase': phase } },
      trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: false }),
    );
    try {
      const reply = await askCity(cityId, operation, { ...call, traceparent: formatTraceparent(span.spanContext()) });
      span.setAttribute('hanse.status', reply.status);
      if (reply.status !== 'ANSWERED') {
        span.setAttribute('error.type', reply.status).setStatus({ code: SpanStatusCode.ERROR });
      }
      return reply;
    } finally {
      span.end();
    }
  };
}
