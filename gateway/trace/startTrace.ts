import { randomBytes } from 'node:crypto';

/** By what a request is called in the logs of all servers that it reaches. */
export interface Trace {
  /** The trace id: 32 hexadecimal digits. */
  readonly requestId: string;
  /** The header for calls that the hub makes for this request. */
  readonly traceparent: string;
}

/** W3C Trace Context, 3.2: version, trace id, parent id, flags; ids of zeros and version ff are invalid. */
const TRACEPARENT = /^(?!ff)([\da-f]{2})-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-([\da-f]{2})(-.*)?$/;
const SAMPLED = 1;

/**
 * Continues the trace of an incoming `traceparent`, or starts one where there is none that is valid. The hub takes a new
 * parent id, and of the flags passes on the one that version 00 knows. `tracestate` is not passed on: what a client's
 * tools write there is none of the cities' business.
 */
export function startTrace(incoming?: string | readonly string[]): Trace {
  const [, version, traceId, flags = '00', rest] = (typeof incoming === 'string' && TRACEPARENT.exec(incoming)) || [];
  // Later versions may have more fields, version 00 has none.
  const isValid = traceId !== undefined && !(version === '00' && rest !== undefined);
  const requestId = isValid ? traceId : newId(16);
  const sampled = isValid && (parseInt(flags, 16) & SAMPLED) === SAMPLED;
  return { requestId, traceparent: `00-${requestId}-${newId(8)}-${sampled ? '01' : '00'}` };
}

/** Random, and by specification not all zeros: a chance of 2^-64 is taken. */
function newId(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
