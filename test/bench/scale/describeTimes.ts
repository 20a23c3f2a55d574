import { quantile } from '../quantile';

/** What every row of this bench tells of times in microseconds, to the microsecond. */
export function describeTimes(microseconds: readonly number[]): { readonly p50Us: number; readonly p99Us: number } {
  return { p50Us: Math.round(quantile(microseconds, 0.5)), p99Us: Math.round(quantile(microseconds, 0.99)) };
}
