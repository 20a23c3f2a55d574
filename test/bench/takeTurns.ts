import { performance } from 'node:perf_hooks';
import { interleave } from './interleave';

/** What is measured against others: one run of it, of the given number within its round. */
export type Contestant = (run: number) => Promise<unknown>;

export interface Turns {
  /** How often everyone has its turn. */
  readonly rounds: number;
  /** How many runs make a turn. */
  readonly runs: number;
  /** How many runs are under way at a time. */
  readonly concurrency: number;
  /** No run begins any more when it aborts. */
  readonly signal: AbortSignal;
}

/** @returns for each contestant the microseconds that one run took, round by round: see `interleave` */
export async function takeTurns<Name extends string>(
  contestants: Readonly<Record<Name, Contestant>>,
  turns: Turns,
): Promise<Readonly<Record<Name, readonly number[]>>> {
  const times = await interleave(Object.keys(contestants) as Name[], turns.rounds, (name) =>
    takeTurn(contestants[name], turns),
  );
  return Object.fromEntries(times) as Record<Name, readonly number[]>;
}

async function takeTurn(contestant: Contestant, { runs, concurrency, signal }: Turns): Promise<number> {
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < runs) {
      signal.throwIfAborted();
      await contestant(next++);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: concurrency }, work));
  return ((performance.now() - start) * 1000) / runs;
}
