import type { Figure, Row } from './Bench';
import { isMet } from './Bench';

type Promised = Pick<Figure, 'promise'>;

/** What was measured in each round, as a figure. */
export function figure(name: string, unit: string, rounds: readonly number[], promised: Promised = {}): Figure {
  const sorted = [...rounds].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { name, unit, median, from: sorted[0]!, to: sorted.at(-1)!, ...promised };
}

/** How many times as much one took as the other, round by round. */
export function ratio(name: string, one: readonly number[], other: readonly number[], promised: Promised = {}): Figure {
  return figure(
    name,
    'x',
    one.map((time, round) => time / other[round]!),
    promised,
  );
}

/** A figure for programs: all keys are always there, and `promise` and `met` are null when nothing is promised. */
export function toRow(measured: Figure): Row {
  const { name, unit, median, from, to, promise = null } = measured;
  return { target: name, unit, median, from, to, promise, met: isMet(measured) };
}
