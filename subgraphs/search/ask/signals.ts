const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Runs something when a signal aborts that very many wait for; at once where it has aborted. An `EventTarget` goes through all
 * its listeners whenever one comes or goes, which for some hundred cities takes longer than to ask them: so one listener
 * stands for all. For few it is the quicker way, too.
 *
 * @returns what ends the wait
 */
export function onAbort(signal: AbortSignal, run: () => void): () => void {
  if (signal.aborted) {
    run();
    return () => undefined;
  }
  let runs = waiting.get(signal);
  if (runs === undefined) {
    const all = new Set<() => void>();
    waiting.set(signal, (runs = all));
    const runAll = () => {
      for (const each of all) each();
    };
    signal.addEventListener('abort', runAll, { once: true });
  }
  const known = runs;
  known.add(run);
  return () => {
    known.delete(run);
  };
}

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

/** Why a signal aborts when what it was for is done. Made once: to write down where an error came up takes its time. */
export const NOBODY_WAITS = new DOMException('Nobody waits for it any more.', 'AbortError');
