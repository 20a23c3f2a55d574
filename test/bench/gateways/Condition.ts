import type { Matches } from './network/BenchNetwork';

/** `recorded`: cities give the same bytes again, so that the gateway is what is measured. `executing`: they work them out. */
export type Mode = 'recorded' | 'executing';

/** What targets are measured under. */
export interface Condition {
  readonly mode: Mode;
  readonly cities: number;
  readonly matches: Matches;
  /** That a city waits before it answers, in milliseconds. */
  readonly delayMs: number;
}

export function describeCondition({ mode, cities, matches, delayMs }: Condition): string {
  const words = [
    `${cities} cities`,
    ...(matches === 'skewed' ? ['skewed'] : []),
    ...(mode === 'executing' ? ['executing'] : []),
  ];
  return `${words.join(' ')}${delayMs > 0 ? `, ${delayMs} ms` : ''}`;
}

/** Questions under way at once, enough to keep any gateway busy. */
export const CONNECTIONS = 10;

/** Where cities take their time, what counts is how long a question takes, not how long it stands in a queue. */
export const CONNECTIONS_WITH_DELAY = 2;
