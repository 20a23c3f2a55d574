import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { parseTraceparent } from '../serving/tracing/traceparent';

/** By what a request is called in logs: the trace id of its `traceparent`, so that the hub's log knows it too. */
export function requestIdOf({ headers: { traceparent } }: Pick<IncomingMessage, 'headers'>): string {
  return parseTraceparent(traceparent)?.traceId ?? randomBytes(16).toString('hex');
}
