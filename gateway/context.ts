import { performance } from 'node:perf_hooks';
import type { HitReserve } from '../subgraphs/search/hits/HitReserve';
import type { Account } from '../subgraphs/search/cost/Account';
import { NOBODY_WAITS, onAbort } from '../subgraphs/search/ask/signals';
import type { OperationWeight } from './front/limits/weighOperation';
import type { HubViewer } from './front/sign-in/HubViewer';
import type { Trace } from './observe/trace/startTrace';
import type { AnswerWork } from './engine/AnswerWork';

/** The end of the time that a query has. */
export interface Deadline {
  /** Aborts when the time is over or nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Whole milliseconds, never below 0. */
  remainingMs(): number;
  /**
   * Lets the query take so long, counted from its arrival. The longest time that any of its fields asks for holds for the
   * query, also where it is shorter than the one with which the query began.
   *
   * @returns the deadline of the field that asks, which ends with the query at the latest
   */
  allow(timeoutMs: number): Deadline;
}

/** What every resolver and data source of the hub knows of the request. */
export interface HubContext extends Trace {
  readonly viewer: HubViewer;
  readonly deadline: Deadline;
  /** Of the one search of a request that reads a long list page by page, in process. */
  readonly reserve?: HitReserve;
  /** All that is done for it in this process. */
  readonly work: AnswerWork;
  /** What its operation asks for, once that was weighed. */
  weight?: OperationWeight;
  /** Pays for the request. Undefined where there is no limit. */
  readonly account?: Account | undefined;
  /** What is to run when the whole answer has been sent, which may never be. Undefined where none is sent. */
  readonly whenSent?: (() => void)[];
}

/**
 * A deadline that starts now, at a query's arrival; `end` aborts its signal at once and frees its timers.
 *
 * @param timeoutMs for a query of which no field asks for another time
 */
export function startDeadline(timeoutMs: number): Deadline & { end(): void } {
  const arrivedAt = performance.now();
  const query = abortAt(arrivedAt + timeoutMs);
  let longestMs = 0;

  const allow = (fieldMs: number): Deadline => {
    if (fieldMs > longestMs) {
      longestMs = fieldMs;
      query.moveTo(arrivedAt + fieldMs);
    }
    const field = abortAt(arrivedAt + fieldMs);
    onAbort(query.signal, field.end);
    return { signal: field.signal, remainingMs: field.remainingMs, allow };
  };
  return { signal: query.signal, remainingMs: query.remainingMs, end: query.end, allow };
}

/** A signal that aborts at a time of the clock `performance.now()`. Until then the time may be moved. */
function abortAt(time: number) {
  const controller = new AbortController();
  const { signal } = controller;
  let endsAt = time;
  let timer: NodeJS.Timeout | undefined;

  const moveTo = (moved: number): void => {
    if (signal.aborted) return;
    endsAt = moved;
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        controller.abort(new DOMException('The time for the query is over.', 'TimeoutError'));
      },
      Math.max(0, moved - performance.now()),
    );
    timer.unref();
  };
  moveTo(time);
  return {
    signal,
    moveTo,
    remainingMs: () => (signal.aborted ? 0 : Math.max(0, Math.floor(endsAt - performance.now()))),
    end: () => {
      clearTimeout(timer);
      controller.abort(NOBODY_WAITS);
    },
  };
}
