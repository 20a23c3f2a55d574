import { z } from 'zod';
import { compareByName } from './compareByName';
import type { City } from './network/Network';
import { readFirst, BadUserInputError } from '../contract/arguments';
import { packCursor, unpackCursor } from '../contract/cursor';
import { isCityId } from '../contract/ids';

const FIRST = { fallback: 50, max: 100 };

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
  const count = readFirst(first, FIRST);
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

/**
 * Where a city stands in the list by name. A cursor holds it as it is, so that paging goes on from there even when the
 * city itself has left meanwhile.
 */
interface CityPosition {
  readonly name: string;
  readonly id: string;
}

/** The tag tells the cursors of this list from those of others. */
const CursorSchema = z.tuple([z.literal('cities'), z.string(), z.string().refine(isCityId)]);

export function toCursor({ name, id }: CityPosition): string {
  return packCursor(['cities', name, id]);
}

/** @throws BadUserInputError when the cursor is not one of this list */
function parseCursor(cursor: string): CityPosition {
  const values = unpackCursor(CursorSchema, cursor);
  if (values === undefined) throw new BadUserInputError('after', 'a cursor of this list', cursor);
  const [, name, id] = values;
  return { name, id };
}
