interface Progress {
  /** Rows that the answer has by now. */
  readonly rows: number;
  /** How long the last page took, in milliseconds. */
  readonly pageMs: number;
  /** Until the answer has to end, in milliseconds. */
  readonly leftMs: number;
  /** How many pages may still come at most. */
  readonly pagesLeft: number;
}

/** Most answers are shorter, and are read without a pause. */
const SHORT_ROWS = 1_000;

/** By how much a pause is longer than the page before it. */
const PAUSE = 2;

/**
 * How many milliseconds to wait before the next page of a long answer is asked for: longer than the last one took, so that those
 * who search meanwhile have the cities to themselves most of the time; and less where the answer would not come to its end then.
 */
export function pauseBefore({ rows, pageMs, leftMs, pagesLeft }: Progress): number {
  if (rows < SHORT_ROWS) return 0;
  // Pages do not all take the same time.
  const spareMs = leftMs / pagesLeft - 1.5 * pageMs;
  return Math.max(0, Math.min(PAUSE * pageMs, spareMs));
}
