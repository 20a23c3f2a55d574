import type { Viewer } from './AskCity';

/** The time that the whole query of a client may take. */
export interface Deadline {
  /** Aborts at the deadline, or earlier when the client is gone. */
  readonly signal: AbortSignal;
  remainingMs(): number;
}

/** What search needs to know of the request that it serves. */
export interface SearchContext {
  readonly viewer: Viewer;
  readonly deadline: Deadline;
  /** W3C Trace Context, for the calls that are made to answer it. */
  readonly traceparent?: string;
}
