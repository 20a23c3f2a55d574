import { performance } from 'node:perf_hooks';
import { cpuTime } from './cpuTime';
import type { CheckedTarget } from './CheckedTarget';

/** How long, and how many questions are under way at once. */
export interface Load {
  readonly turnMs: number;
  readonly connections: number;
}

/** One turn of one target. */
export interface Turn {
  /** Answers a second. */
  readonly rps: number;
  /** Of every answer, in microseconds. */
  readonly latencies: readonly number[];
  /** Of the gateway alone, in microseconds; null where it cannot be told. */
  readonly cpuUsPerRequest: number | null;
}

/**
 * Asks a target for so many milliseconds, one question after the other over each of some connections. All that is under
 * way differs.
 *
 * @throws WrongAnswerError
 */
export async function askFor(
  checked: CheckedTarget,
  { turnMs, connections }: Load,
  signal: AbortSignal,
): Promise<Turn> {
  const { pid } = checked.target;
  const waiting = [...checked.questions];
  const latencies: number[] = [];
  const cpuBefore = cpuTime(pid);
  const startedAt = performance.now();
  const work = async (): Promise<void> => {
    while (performance.now() - startedAt < turnMs) {
      signal.throwIfAborted();
      const question = waiting.shift()!;
      const askedAt = performance.now();
      await checked.ask(question);
      latencies.push((performance.now() - askedAt) * 1000);
      waiting.push(question);
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  const seconds = (performance.now() - startedAt) / 1000;
  const cpuAfter = cpuTime(pid);
  return {
    rps: latencies.length / seconds,
    latencies,
    cpuUsPerRequest: cpuBefore === null || cpuAfter === null ? null : (cpuAfter - cpuBefore) / latencies.length,
  };
}
