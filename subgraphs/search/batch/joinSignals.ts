import { NOBODY_WAITS } from '../ask/NOBODY_WAITS';
import { onAbort } from '../ask/onAbort';

/** A signal that aborts when all of these have. `end` stops listening to them. */
export function joinSignals(signals: readonly AbortSignal[]): { readonly signal: AbortSignal; end(): void } {
  // The searches of a client's request share few signals, or one.
  const distinct = [...new Set(signals)];
  const [only] = distinct;
  if (only !== undefined && distinct.length === 1) return { signal: only, end: () => undefined };
  const controller = new AbortController();
  let waiting = 0;
  const leave = () => {
    waiting -= 1;
    if (waiting === 0) controller.abort(NOBODY_WAITS);
  };
  const open = distinct.filter((signal) => !signal.aborted);
  const stops = open.map((signal) => {
    waiting += 1;
    return onAbort(signal, leave);
  });
  if (waiting === 0) controller.abort(NOBODY_WAITS);
  return {
    signal: controller.signal,
    end: () => {
      for (const stop of stops) stop();
    },
  };
}
