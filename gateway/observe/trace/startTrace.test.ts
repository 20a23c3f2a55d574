import type { SpanContext, Tracer } from '@opentelemetry/api';
import { startTrace } from './startTrace';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';

test('a request has an id of the hub’s own, whatever trace the client names', () => {
  const { requestId, traceparent } = startTrace(`00-${TRACE}-${PARENT}-01`);
  expect(requestId).toMatch(/^[\da-f]{32}$/);
  expect(requestId).not.toBe(TRACE);
  expect(traceparent).toMatch(new RegExp(`^00-${requestId}-[\\da-f]{16}-00$`));
});

test('each request has a trace of its own', () => {
  expect(startTrace().requestId).not.toBe(startTrace().requestId);
});

/** The trace of the client that is linked in the span of a request with this header. */
function linkedTo(header: string | undefined): SpanContext | undefined {
  let linked: SpanContext | undefined;
  const tracer = {
    startSpan: (_name, { links } = {}) => {
      linked = links?.[0]?.context;
      return { spanContext: () => ({ traceId: 'f'.repeat(32), spanId: 'f'.repeat(16), traceFlags: 1 }) };
    },
  } as Pick<Tracer, 'startSpan'> as Tracer;
  expect(startTrace(header, tracer).requestId).toBe('f'.repeat(32));
  return linked;
}

test.each([`00-${TRACE}-${PARENT}-01`, `cc-${TRACE}-${PARENT}-01-what-comes`, `00-${TRACE}-${PARENT}-ff`])(
  'the trace of the client is linked: %s',
  (header) => {
    expect(linkedTo(header)).toEqual({ traceId: TRACE, spanId: PARENT, traceFlags: 1, isRemote: true });
  },
);

test.each([
  undefined,
  '',
  'x',
  `00-${TRACE}-${PARENT}`,
  `00-${TRACE}-${PARENT}-01-more`,
  `ff-${TRACE}-${PARENT}-01`,
  `00-${'0'.repeat(32)}-${PARENT}-01`,
  `00-${TRACE}-${'0'.repeat(16)}-01`,
  `00-${TRACE.toUpperCase()}-${PARENT}-01`,
  `00-${TRACE}-${PARENT}-01\n`,
  `00-${TRACE}-${PARENT}-01, 00-${TRACE}-${PARENT}-01`,
])('nothing is linked for %j', (header) => {
  expect(linkedTo(header)).toBeUndefined();
});
