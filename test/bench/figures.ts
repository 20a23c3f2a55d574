import { isMet } from './Bench';
import type { Figure, Row } from './Bench';

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

/** The smallest value that so great a share of all values does not exceed (nearest rank). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}

/** What every row of this bench tells of times in microseconds, to the microsecond. */
export function describeTimes(microseconds: readonly number[]): { readonly p50Us: number; readonly p99Us: number } {
  return { p50Us: Math.round(quantile(microseconds, 0.5)), p99Us: Math.round(quantile(microseconds, 0.99)) };
}
