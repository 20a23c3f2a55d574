import type { ConceptCount } from '../summary/Summary';
import type { CityCounts } from '../summary/SummaryStore';

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

/** Counts of records on a concept, where they may be more: see `countWithin`. */
export interface BoundedCounts {
  /** How many there are at least. */
  readonly counts: ConceptCount;
  /** How many there are at most. Left out, the counts are exact. */
  readonly most?: ConceptCount;
}

/** What is told of the counts on a concept: `staff` is null where `fewerThan` is not. */
export interface ToldCounts extends Omit<ConceptCount, 'staff' | 'needs'> {
  readonly staff: number | null;
  /** Null where nobody counts them. */
  readonly needs: number | null;
  readonly fewerThan: number | null;
  /** Null where the counts are exact. */
  readonly atMost: MostCounts | null;
}

/** `MostCounts` of the API. */
export interface MostCounts extends Omit<ConceptCount, 'needs'> {
  readonly needs: number | null;
}

/** How many records are told of. What stands in this order tells no count that is not told. */
export function recordsToldOf({ staff, programmes, exchanges, offers, needs }: ToldCounts): number {
  return (staff ?? 0) + programmes + exchanges + offers + (needs ?? 0);
}

/** The largest `Int` of GraphQL. */
const MAX_INT = 2 ** 31 - 1;

/**
 * Counts that GraphQL can say, whatever a city made up.
 *
 * @param fewest below which it is not told how many staff there are
 */
export function tellCounts(
  { counts, most = counts, countsNeeds }: BoundedCounts & Pick<CityCounts, 'countsNeeds'>,
  fewest: number,
): ToldCounts {
  const [least, top] = [sayable(counts, countsNeeds), sayable(most, countsNeeds)];
  const { count, fewerThan } = tellCount(top.staff, fewest);
  const isExact =
    (fewerThan !== null || least.staff === top.staff) && OTHERS.every((kind) => least[kind] === top[kind]);
  return { ...least, staff: count === null ? null : least.staff, fewerThan, atMost: isExact ? null : top };
}

/** Of what is no staff, a small number says nothing of one person. */
const OTHERS = ['programmes', 'exchanges', 'offers', 'needs'] as const;

function sayable({ staff, programmes, exchanges, offers, needs }: ConceptCount, countsNeeds: boolean): MostCounts {
  return {
    staff: Math.min(MAX_INT, staff),
    programmes: Math.min(MAX_INT, programmes),
    exchanges: Math.min(MAX_INT, exchanges),
    offers: Math.min(MAX_INT, offers),
    needs: countsNeeds ? Math.min(MAX_INT, needs) : null,
  };
}
