import { setMaxListeners } from 'node:events';
import type { Deadline } from '../SearchContext';

/**
 * Runs with a signal that aborts `reserveMs` before the deadline of the query, so that the gateway is left time to fetch
 * what was found. All cities of a question share it.
 */
export async function withinTime<T>(
  deadline: Deadline,
  reserveMs: number,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  // Not AbortSignal.any and .timeout: in Node 20 such a signal can be collected before it fires.
  const controller = new AbortController();
  // Every city that is asked listens to it, however many they are.
  setMaxListeners(0, controller.signal);
  const stop = () => {
    controller.abort();
  };
  const remainingMs = deadline.remainingMs() - reserveMs;
  if (deadline.signal.aborted || remainingMs <= 0) stop();
  const timer = setTimeout(stop, Math.max(0, remainingMs));
  deadline.signal.addEventListener('abort', stop, { once: true });
  try {
    return await run(controller.signal);
  } finally {
    clearTimeout(timer);
    deadline.signal.removeEventListener('abort', stop);
  }
}
