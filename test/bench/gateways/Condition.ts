/** `recorded`: cities give the same bytes again, so that the gateway is what is measured. `executing`: they work them out. */
export type Mode = 'recorded' | 'executing';

/** What targets are measured under. */
export interface Condition {
  readonly mode: Mode;
  readonly cities: number;
  /** That a city waits before it answers, in milliseconds. */
  readonly delayMs: number;
}
