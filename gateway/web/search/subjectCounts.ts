import type { SearchKind } from './SearchKind';

/** What is counted on a subject and the narrower ones, in the API's own words. */
export interface SubjectCounts {
  /** Null where it is not told, since there are so few: then `fewerThan` is. */
  readonly staff: number | null;
  readonly fewerThan: number | null;
  readonly programmes: number;
  readonly exchanges: number;
  readonly offers: number;
  /** Null where nobody counts them. */
  readonly needs: number | null;
  /** How many there are at most; null where the counts are exact. */
  readonly atMost: MostCounts | null;
}

interface MostCounts {
  readonly staff: number;
  readonly programmes: number;
  readonly exchanges: number;
  readonly offers: number;
  readonly needs: number | null;
}

/** What a `SubjectCounts` is selected by. */
export const SUBJECT_COUNTS =
  'staff fewerThan programmes exchanges offers needs atMost { staff programmes exchanges offers needs }';

/** How many of a kind there are, as it is shown: a number, `3+` where there may be more, or `< 3`; null for none, and where nobody counts them. */
export function describeCount(counts: SubjectCounts, kind: SearchKind): string | null {
  const field = kind === 'experts' ? 'staff' : kind;
  if (field === 'staff' && counts.fewerThan !== null && counts.staff === null) return `< ${counts.fewerThan}`;
  const least = counts[field] ?? 0;
  const most = counts.atMost?.[field] ?? least;
  return most === 0 ? null : least === most ? String(least) : `${least}+`;
}
