import { performance } from 'node:perf_hooks';

/** What is measured against others: one run of it, of the given number within its round. */
export type Contestant = (run: number) => Promise<unknown>;

export interface Turns {
  /** How often everyone has its turn. */
  readonly rounds: number;
  /** How many runs make a turn. */
  readonly runs: number;
  /** How many runs are under way at a time. */
  readonly concurrency: number;
}

/** Rounds that are not counted. */
const WARM_UP = 4;

/**
 * Runs contestants in turns, so that whatever else the machine does meets all of them alike, and each round begins with
 * another one. Some turns of each go before: servers that have run for a while are what is measured.
 *
 * @returns for each contestant the microseconds that one run took, round by round
 */
export async function takeTurns<Name extends string>(
  contestants: Readonly<Record<Name, Contestant>>,
  turns: Turns,
): Promise<Readonly<Record<Name, readonly number[]>>> {
  const names = Object.keys(contestants) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < WARM_UP; round++) {
    for (const name of names) {
      await takeTurn(contestants[name], turns);
    }
  }
  for (let round = 0; round < turns.rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(round + turn) % names.length]!;
      times[name].push(await takeTurn(contestants[name], turns));
    }
  }
  return times;
}

async function takeTurn(contestant: Contestant, { runs, concurrency }: Turns): Promise<number> {
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < runs) {
      await contestant(next++);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: concurrency }, work));
  return ((performance.now() - start) * 1000) / runs;
}
