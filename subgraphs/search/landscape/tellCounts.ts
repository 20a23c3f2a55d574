import { tellCount } from '../facets/tellCount';
import type { ConceptCount } from '../summary/Summary';

/** What is told of the counts on a concept: `staff` is null where `fewerThan` is not. */
export interface ToldCounts extends Omit<ConceptCount, 'staff'> {
  readonly staff: number | null;
  readonly fewerThan: number | null;
}

/** The largest `Int` of GraphQL. */
const MAX_INT = 2 ** 31 - 1;

/**
 * Counts that GraphQL can say, whatever a city made up.
 *
 * @param fewest below which it is not told how many staff there are
 */
export function tellCounts({ staff, programmes, exchanges, offers }: ConceptCount, fewest: number): ToldCounts {
  const { count, fewerThan } = tellCount(Math.min(MAX_INT, staff), fewest);
  return {
    staff: count,
    fewerThan,
    programmes: Math.min(MAX_INT, programmes),
    exchanges: Math.min(MAX_INT, exchanges),
    offers: Math.min(MAX_INT, offers),
  };
}
