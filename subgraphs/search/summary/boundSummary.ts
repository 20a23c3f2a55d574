import type { ConceptCount, Counts, NamedRecords, Summary } from './Summary';

export interface SummaryBounds {
  /** When the hub asked for it. */
  readonly now: Date;
  /** Inhabitants of the city, where the network's file tells them. */
  readonly population: number | undefined;
}

export interface BoundedSummary {
  readonly summary: Summary;
  /** A sentence for each thing that the city cannot mean, and what it was taken for. */
  readonly oddities: readonly string[];
}

/** Clocks differ. */
const MOST_AHEAD_MS = 5 * 60_000;
const OLDEST_YEARS = 10;
/** Of a city whose size is not known: more than the largest has of one kind on one concept. */
const MOST_RECORDS = 100_000;
/** Of a small city at least, and of a larger one a tenth of its inhabitants. */
const LEAST_BOUND = 1_000;
const INHABITANTS_PER_RECORD = 10;

/**
 * Brings within bounds what a city says of itself, since what one city says goes into figures of all: its date is that of an
 * answer where it is the oldest, and its counts go into the sums of its country. A date that cannot be is taken for the one
 * on which the hub got the counts, a count that cannot be for the largest that can.
 */
export function boundSummary(summary: Summary, { now, population }: SummaryBounds): BoundedSummary {
  const oddities: string[] = [];
  const isCredible = isCredibleDate(summary.asOf, now);
  if (!isCredible) {
    oddities.push(`Its summary is dated ${summary.asOf.toISOString()}; it is taken for as old as the hub has it.`);
  }
  const most = mostRecords(population);
  let exceeding = 0;
  const bounded = (counts: Counts): Counts =>
    new Map(
      [...counts].map(([concept, given]) => {
        const count = capped(given, most);
        if (count !== given) exceeding += 1;
        return [concept, count];
      }),
    );
  const [forAll, network] = [bounded(summary.public), bounded(summary.network)];
  if (exceeding > 0) {
    const whose = population === undefined ? 'a city' : `a city of ${population} inhabitants`;
    oddities.push(`Its summary counts more on ${exceeding} concepts than ${whose} can have; ${most} are counted.`);
  }
  const leftOut = countLeftOut(summary.named);
  if (leftOut > 0) {
    oddities.push(`Its summary names ${leftOut} records of others that cannot be, or are too many; they are left out.`);
  }
  return { summary: { ...summary, asOf: isCredible ? summary.asOf : now, public: forAll, network }, oddities };
}

/** Whether counts can be of this date: not of the future, nor older than ten years. */
export function isCredibleDate(asOf: Date, now: Date): boolean {
  const oldest = new Date(now);
  oldest.setUTCFullYear(oldest.getUTCFullYear() - OLDEST_YEARS);
  return asOf >= oldest && asOf.getTime() <= now.getTime() + MOST_AHEAD_MS;
}

function countLeftOut(named: NamedRecords | undefined): number {
  const lists = [named?.confirms, named?.adapts, named?.adaptsForMembers];
  return lists.reduce((sum, list) => sum + (list?.leftOut ?? 0), 0);
}

function mostRecords(population: number | undefined): number {
  if (population === undefined) return MOST_RECORDS;
  return Math.max(LEAST_BOUND, Math.ceil(population / INHABITANTS_PER_RECORD));
}

function capped(given: ConceptCount, most: number): ConceptCount {
  const { staff, programmes, exchanges, offers, needs } = given;
  if (Math.max(staff, programmes, exchanges, offers, needs) <= most) return given;
  return {
    staff: Math.min(staff, most),
    programmes: Math.min(programmes, most),
    exchanges: Math.min(exchanges, most),
    offers: Math.min(offers, most),
    needs: Math.min(needs, most),
  };
}
