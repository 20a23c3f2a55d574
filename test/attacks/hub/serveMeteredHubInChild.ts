import { openSync, readSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { serveHub } from '../../bench/serveHub';

/** What the process is asked: to begin to measure, or what it measured since. */
export type MeterQuestion = 'begin' | 'end';

export interface Measured {
  /** The longest turn of the event loop, in milliseconds. */
  readonly longestMs: number;
  /** Bytes that the process occupies. */
  readonly rss: number;
}

const readCpu = openCpuClock();
let isOn = false;
let before = 0;
let longestMs = 0;

// What is too dear by its points is refused before anything is held: here it is to be tried.
serveHub({ HANSE_TIMEOUT_MS: '30000', HANSE_REFRESH_SECONDS: '86400', HANSE_MAX_SEARCH_COST: '5000' }, () =>
  process.on('message', (question: MeterQuestion) => {
    if (question === 'begin') {
      longestMs = 0;
      before = readCpu();
      isOn = true;
      setImmediate(measureTurn);
    }
    isOn = question === 'begin';
    const measured: Measured = { longestMs, rss: process.memoryUsage.rss() };
    process.send?.(measured);
  }),
);

// Whoever asked may have left in the middle.
process.on('disconnect', () => {
  isOn = false;
});

function measureTurn(): void {
  if (!isOn) return;
  const now = readCpu();
  longestMs = Math.max(longestMs, now - before);
  before = now;
  setImmediate(measureTurn);
}

/**
 * Milliseconds that this thread was on a processor, so that it does not matter how busy the machine is with others. Linux
 * tells it; elsewhere, time is taken for it.
 */
function openCpuClock(): () => number {
  if (process.platform !== 'linux') return () => performance.now();
  const file = openSync('/proc/thread-self/schedstat', 'r');
  const bytes = Buffer.alloc(64);
  return () => {
    const [nanoseconds] = bytes.toString('latin1', 0, readSync(file, bytes, 0, bytes.length, 0)).split(' ', 1);
    return Number(nanoseconds) / 1e6;
  };
}
