import type { SpanContext } from '@opentelemetry/api';

/** Writes the header `traceparent` of W3C Trace Context, version 00. */
export function formatTraceparent({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}
