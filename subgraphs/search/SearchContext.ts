import type { Viewer } from '../contract/tokens';
import type { HitReserve } from './hits/HitReserve';
import type { Account } from './cost/Account';

/** The time that the whole query of a client may take. */
export interface Deadline {
  /** Aborts at the deadline, or earlier when the client is gone. */
  readonly signal: AbortSignal;
  remainingMs(): number;
  /**
   * Lets the query take so long, counted from its arrival: the longest that any of its fields asks for holds for the
   * query. Returns the deadline of the field that asks.
   */
  allow(timeoutMs: number): Deadline;
}

/** The work that is done for a request in this process, which is to let others go on now and then. */
export interface Work {
  /** False when it is time to `pause`. */
  readonly mayGoOn: boolean;
  /** Whether a part of it waits for its turn. */
  readonly isPaused: boolean;
  /** Resolves when it is this request's turn again. Rejects when its time is over. */
  pause(): Promise<void>;
}

/** What search needs to know of the request that it serves. */
export interface SearchContext {
  readonly viewer: Viewer;
  readonly deadline: Deadline;
  /** Without it, nobody else is waited for. */
  readonly work?: Work;
  /** Of the one search of this request, where it is one of many that read a long list page by page. */
  readonly reserve?: HitReserve;
  /** Pays for what the request makes others do. Without one, nobody counts. */
  readonly account?: Account | undefined;
  /** W3C Trace Context, for the calls that are made to answer it. */
  readonly traceparent?: string;
}
