import type { AskedField, ListSizeOf } from './createListSizes';
import { timesAsked } from './timesAsked';

/**
 * Fields that begin a search for each object that has them, all of a list in one turn: each search by itself is refused once the points are
 * spent, which takes the hub as long as thousands of refusals do. Those of `Query` are bounded by how many names an operation can give.
 */
export const SEARCHES_OF_OBJECTS: ReadonlySet<string> = new Set([
  'Alliance.experts',
  'Concept.cities',
  'Concept.experts',
  'Concept.programmes',
  'NeedMatch.experts',
  'NeedMatch.offers',
  'NeedMatch.programmes',
  'Programme.adaptedBy',
]);

/** How many searches a field begins at most. */
export function searchesToBegin(field: AskedField, listSizeOf: ListSizeOf): number {
  return SEARCHES_OF_OBJECTS.has(field.coordinate) ? timesAsked(field, listSizeOf) : 0;
}
