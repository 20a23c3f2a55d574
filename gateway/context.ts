import { performance } from 'node:perf_hooks';
import type { Viewer } from '../subgraphs/search/AskCity';
import type { Trace } from './trace/startTrace';

/** The end of the time that a query has. */
export interface Deadline {
  /** Aborts when the time is over or nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Whole milliseconds, never below 0. */
  remainingMs(): number;
}

/** What every resolver and data source of the hub knows of the request. */
export interface HubContext extends Trace {
  readonly viewer: Viewer;
  readonly deadline: Deadline;
}

/** A deadline that starts now; `end` aborts its signal at once and frees its timer. */
export function startDeadline(timeoutMs: number): Deadline & { end(): void } {
  const endsAt = performance.now() + timeoutMs;
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort(new DOMException('The time for the query is over.', 'TimeoutError'));
  }, timeoutMs);
  timer.unref();
  return {
    signal: controller.signal,
    remainingMs: () => (controller.signal.aborted ? 0 : Math.max(0, Math.floor(endsAt - performance.now()))),
    end: () => {
      clearTimeout(timer);
      controller.abort();
    },
  };
}
