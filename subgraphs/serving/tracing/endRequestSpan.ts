import { SpanStatusCode } from '@opentelemetry/api';
import type { Span } from '@opentelemetry/api';

/** What is told of an HTTP request when it is over. */
export interface EndedRequest {
  readonly method: string;
  /** Undefined where nothing is served. */
  readonly route: string | undefined;
  /** Null when the client left before its answer. */
  readonly status: number | null;
}

/** Ends the span of a request, with attributes after OpenTelemetry's semantic conventions for HTTP servers. */
export function endRequestSpan(span: Span, { method, route, status }: EndedRequest): void {
  span.setAttributes({
    'http.request.method': method,
    ...(route !== undefined && { 'http.route': route }),
    ...(status !== null && { 'http.response.status_code': status }),
  });
  if (status === null || status >= 500) {
    span.setAttribute('error.type', status === null ? 'aborted' : String(status));
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}
