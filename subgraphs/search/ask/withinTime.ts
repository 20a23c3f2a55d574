import type { Deadline } from '../SearchContext';
import { NOBODY_WAITS, onAbort } from './signals';

/**
 * Runs with a signal that aborts before the deadline of the query, so that the gateway is left time to fetch what was
 * found: `reserveMs`, but no more than a quarter of what remains. All cities of a question share the signal. It aborts
 * too when `run` is done or fails, for nobody waits any longer for what may still be under way.
 *
 * @param run gets the signal and the milliseconds until it aborts
 */
export async function withinTime<T>(
  deadline: Deadline,
  reserveMs: number,
  run: (signal: AbortSignal, remainingMs: number) => Promise<T>,
): Promise<T> {
  // Not AbortSignal.any and .timeout: in Node 20 such a signal can be collected before it fires.
  const controller = new AbortController();
  const stop = () => {
    controller.abort(NOBODY_WAITS);
  };
  const leftMs = deadline.remainingMs();
  const remainingMs = Math.floor(leftMs - Math.min(reserveMs, leftMs / 4));
  if (remainingMs <= 0) stop();
  const timer = setTimeout(stop, remainingMs);
  const stopListening = onAbort(deadline.signal, stop);
  try {
    return await run(controller.signal, remainingMs);
  } finally {
    clearTimeout(timer);
    stopListening();
    stop();
  }
}
