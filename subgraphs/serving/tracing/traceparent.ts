import type { SpanContext } from '@opentelemetry/api';

/** W3C Trace Context, 3.2: version, trace id, parent id, flags; ids of zeros and version ff are invalid. */
const TRACEPARENT = /^(?!ff)([\da-f]{2})-((?!0{32})[\da-f]{32})-((?!0{16})[\da-f]{16})-([\da-f]{2})(-.*)?$/;
const SAMPLED = 1;

/** Reads the header `traceparent`, of its flags the one that version 00 knows. Undefined when it is not valid. */
export function parseTraceparent(header: string | readonly string[] | undefined): SpanContext | undefined {
  const [, version, traceId, spanId, flags = '00', rest] =
    (typeof header === 'string' && TRACEPARENT.exec(header)) || [];
  // Later versions may have more fields, version 00 has none.
  if (traceId === undefined || spanId === undefined || (version === '00' && rest !== undefined)) return undefined;
  return { traceId, spanId, traceFlags: parseInt(flags, 16) & SAMPLED, isRemote: true };
}

/** Writes the header `traceparent` of W3C Trace Context, version 00. */
export function formatTraceparent({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}
