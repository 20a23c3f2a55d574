/** How a bench is run. */
export interface BenchOptions {
  /** Small data and few rounds, to see in a minute that nothing is far off. */
  readonly quick: boolean;
  /** What is invented is the same for the same seed. */
  readonly seed: number;
  /** How many staff a generated city has, where a bench can have it otherwise. */
  readonly staff?: number | undefined;
  /** Aborts when the bench is to end early: it ends what it has started, and rejects. */
  readonly signal: AbortSignal;
}

/** One figure: the median of the rounds, and the smallest and the largest. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly median: number;
  readonly from: number;
  readonly to: number;
  /** What the median has to be, when something is promised of it. */
  readonly promise?: { readonly atLeast: number } | { readonly atMost: number };
}

/** One thing that was measured, as it goes into JSON. */
export interface Row extends Readonly<Record<string, unknown>> {
  /** What was measured. */
  readonly target: string;
}

export interface Measurement {
  /** For programs. */
  readonly rows: readonly Row[];
  /** For people, and for the verdict. */
  readonly figures: readonly Figure[];
  /** What people are told beside them. */
  readonly report?: string;
}

export interface Bench {
  readonly name: string;
  /**
   * Measures, and ends all that it started, also when it fails.
   *
   * @param tell is told what goes on, for somebody who waits
   * @throws when an answer is wrong: the time of a wrong answer says nothing
   */
  run(options: BenchOptions, tell: (what: string) => void): Promise<Measurement>;
}

/** Null when nothing is promised. */
export function isMet({ median, promise }: Figure): boolean | null {
  if (promise === undefined) return null;
  return 'atLeast' in promise ? median >= promise.atLeast : median <= promise.atMost;
}
