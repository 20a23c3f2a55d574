import type { Figure } from './Bench';

type Promise = Pick<Figure, 'target'>;

/** What was measured in each round, as a figure. */
export function figure(name: string, unit: string, rounds: readonly number[], promise: Promise = {}): Figure {
  const sorted = [...rounds].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { name, unit, median, from: sorted[0]!, to: sorted.at(-1)!, ...promise };
}

/** How many times as much one took as the other, round by round. */
export function ratio(name: string, one: readonly number[], other: readonly number[], promise: Promise = {}): Figure {
  return figure(
    name,
    'x',
    one.map((time, round) => time / other[round]!),
    promise,
  );
}
