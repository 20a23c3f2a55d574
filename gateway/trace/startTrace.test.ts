import { startTrace } from './startTrace';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';

test('a trace that comes in goes on, with the hub as the parent', () => {
  const { requestId, traceparent } = startTrace(`00-${TRACE}-${PARENT}-01`);
  expect(requestId).toBe(TRACE);
  expect(traceparent).toMatch(new RegExp(`^00-${TRACE}-[\\da-f]{16}-01$`));
  expect(traceparent).not.toContain(PARENT);
});

test('of the flags only the one that version 00 knows goes on', () => {
  expect(startTrace(`00-${TRACE}-${PARENT}-ff`).traceparent).toMatch(/-01$/);
  expect(startTrace(`00-${TRACE}-${PARENT}-02`).traceparent).toMatch(/-00$/);
});

test('a later version is read as far as this one knows it', () => {
  expect(startTrace(`cc-${TRACE}-${PARENT}-01-what-comes`).requestId).toBe(TRACE);
  expect(startTrace(`cc-${TRACE}-${PARENT}-01`).traceparent).toMatch(/^00-/);
});

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
])('%j starts a new trace', (header) => {
  const { requestId, traceparent } = startTrace(header);
  expect(requestId).toMatch(/^[\da-f]{32}$/);
  expect(requestId).not.toBe(TRACE);
  expect(traceparent).toMatch(new RegExp(`^00-${requestId}-[\\da-f]{16}-00$`));
});

test('each request has a trace of its own', () => {
  expect(startTrace().requestId).not.toBe(startTrace().requestId);
});
