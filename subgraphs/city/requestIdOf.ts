import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** W3C Trace Context, 3.2: version, trace id, parent id, flags; ids of zeros and version ff are invalid. */
const TRACEPARENT = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}(?:-.*)?$/;

/** By what a request is called in logs: the trace id of its `traceparent`, so that the hub's log knows it too. */
export function requestIdOf({ headers: { traceparent } }: Pick<IncomingMessage, 'headers'>): string {
  const [, traceId] = (typeof traceparent === 'string' && TRACEPARENT.exec(traceparent)) || [];
  return traceId ?? randomBytes(16).toString('hex');
}
