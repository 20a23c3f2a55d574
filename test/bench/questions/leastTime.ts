import { performance } from 'node:perf_hooks';

const RUNS = 5;

/**
 * The microseconds that something short takes: the least of some runs, since what makes the others longer is the machine
 * with its other work, and words that are prepared when their like is first asked for.
 */
export function leastTime(run: () => unknown): number {
  let least = Infinity;
  for (let count = 0; count < RUNS; count++) {
    const start = performance.now();
    run();
    least = Math.min(least, performance.now() - start);
  }
  return least * 1000;
}
