import { performance } from 'node:perf_hooks';
import { PAGE } from './network/BenchNetwork';
import { inventExpert } from './network/inventExpert';

const TURN_MS = 500;

/**
 * How often a second one processor reads and writes the JSON of a page: what every gateway does, whoever wrote it, so that
 * figures of two machines can be told apart. The best of three turns.
 */
export function machineSpeed(): number {
  const network = { cities: 5, seed: 1, matches: 'even' } as const;
  const page = JSON.stringify(
    Array.from({ length: PAGE }, (_, number) => inventExpert(network, 0, `question-00-${number + 1}`)),
  );
  return Math.round(Math.max(...[1, 2, 3].map(() => timesASecond(() => JSON.stringify(JSON.parse(page))))));
}

function timesASecond(work: () => unknown): number {
  const startedAt = performance.now();
  let times = 0;
  while (performance.now() - startedAt < TURN_MS) {
    work();
    times += 1;
  }
  return (times * 1000) / (performance.now() - startedAt);
}
