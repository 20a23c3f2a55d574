import type { ConceptCount } from '../summary/Summary';

/** The largest `Int` of GraphQL. */
const MAX_INT = 2 ** 31 - 1;

/** Counts that GraphQL can say, whatever a city made up. */
export function toInts({ staff, programmes, exchanges, offers }: ConceptCount): ConceptCount {
  return {
    staff: Math.min(MAX_INT, staff),
    programmes: Math.min(MAX_INT, programmes),
    exchanges: Math.min(MAX_INT, exchanges),
    offers: Math.min(MAX_INT, offers),
  };
}
