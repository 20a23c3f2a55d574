import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/** So often a timer looks whether it comes late. */
const PERIOD_MS = 5;

/**
 * Watches for how long this process holds its event loop: how late a timer comes, but no more than the processor time that
 * its main thread spent meanwhile, so that what other threads and the rest of the machine do is not counted.
 *
 * @returns a function that tells the longest hold since it was last asked, in milliseconds
 */
export function watchHolds(): () => number {
  let longest = 0;
  let dueAt = performance.now() + PERIOD_MS;
  let spentMs = cpuMs();
  setInterval(() => {
    const now = performance.now();
    const cpu = cpuMs();
    longest = Math.max(longest, Math.min(now - dueAt, cpu - spentMs));
    dueAt = now + PERIOD_MS;
    spentMs = cpu;
  }, PERIOD_MS).unref();
  return () => {
    const told = longest;
    longest = 0;
    return told;
  };
}

/** Of the main thread, where Linux tells it; else of all threads. See proc(5): the first number of schedstat, in nanoseconds. */
function cpuMs(): number {
  try {
    return parseInt(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8'), 10) / 1_000_000;
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }
}
