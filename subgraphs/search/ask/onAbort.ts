const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Runs something when a signal aborts that very many wait for. An `EventTarget` goes through all its listeners whenever
 * one comes or goes, which for some hundred cities takes longer than to ask them: so one listener stands for all.
 *
 * @param signal not aborted yet
 * @returns what ends the wait
 */
export function onAbort(signal: AbortSignal, run: () => void): () => void {
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
