/** How large the data is, and how often everything is repeated. */
export interface BenchSize {
  /** Small data and few rounds, to see in a minute that nothing is far off. */
  readonly quick: boolean;
}

/** One figure: the median of the rounds, and the smallest and the largest. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly median: number;
  readonly from: number;
  readonly to: number;
  /** What it has to be, when something is promised of it. */
  readonly target?: { readonly atLeast: number } | { readonly atMost: number };
}

export interface Bench {
  readonly name: string;
  /** Measures, and ends all that it started. Throws when an answer is wrong: the time of a wrong answer says nothing. */
  run(size: BenchSize, tell: (what: string) => void): Promise<readonly Figure[]>;
}

/** Null when nothing is promised. */
export function isMet({ median, target }: Figure): boolean | null {
  if (target === undefined) return null;
  return 'atLeast' in target ? median >= target.atLeast : median <= target.atMost;
}
