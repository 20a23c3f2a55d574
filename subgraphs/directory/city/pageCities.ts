import { compareByName } from '../compareByName';
import type { City } from '../network/Network';
import { parseFirst } from '../parseFirst';
import { parseCursor, toCursor } from './CityPosition';

const CITIES_ON_A_PAGE = 50;

/** `CityConnection` after the Relay cursor connections specification. */
export interface CityConnection {
  readonly edges: readonly { readonly cursor: string; readonly node: City }[];
  readonly nodes: readonly City[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
}

/**
 * A page of cities.
 *
 * @param cities all that pass the filter, in the order of `compareByName`
 * @throws BadUserInputError when `first` is out of bounds or `after` is no cursor of this list
 */
export function pageCities(cities: readonly City[], first?: number | null, after?: string | null): CityConnection {
  const count = parseFirst(first, CITIES_ON_A_PAGE);
  const start = after == null ? 0 : countUpTo(cities, after);
  const nodes = cities.slice(start, start + count);
  const edges = nodes.map((node) => ({ cursor: toCursor(node), node }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: start + count < cities.length,
      hasPreviousPage: start > 0,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: cities.length,
  };
}

/** How many cities stand at or before a position; found by halving, since comparing names is not cheap. */
function countUpTo(cities: readonly City[], after: string): number {
  const position = parseCursor(after);
  let [low, high] = [0, cities.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const city = cities[middle];
    if (city !== undefined && compareByName(city, position) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
