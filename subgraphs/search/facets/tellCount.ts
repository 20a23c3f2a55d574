/** A count of staff, among whom are persons, as it is told: one of the two is null. */
export interface ToldCount {
  readonly count: number | null;
  /** In place of a count that is too small: it is at least one and below this. */
  readonly fewerThan: number | null;
}

/**
 * Tells a count of staff, unless it is so small that it says something of one person; none at all says nothing.
 *
 * @param fewest below which a count is not told, as `fewestTold` has it
 */
export function tellCount(count: number, fewest: number): ToldCount {
  return count > 0 && count < fewest ? { count: null, fewerThan: fewest } : { count, fewerThan: null };
}

/** Strangers are told no small counts; members, whose questions cities log, are told all. */
export function fewestTold({ anonymous }: { readonly anonymous: boolean }, minCount: number): number {
  return anonymous ? minCount : 0;
}
