import { z } from 'zod';
import { BadUserInputError, readFirst } from '../../contract/arguments';
import { admitWork } from '../cost/admitWork';
import { workOfCounting } from '../cost/workOf';
import { EVERY_CITY } from '../choice/Candidates';
import { packCursor, unpackCursor } from '../page/cursor';
import type { PageInfo } from '../page/cursor';
import { pageOfCounts } from '../page/pageOfCounts';
import type { SearchContext } from '../SearchContext';
import type { SearchDependencies } from '../SearchDependencies';
import { fewestTold, recordsToldOf, tellCounts } from './tellCounts';
import type { ToldCounts } from './tellCounts';

export interface ConceptCitiesArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** `ConceptCityConnection` of the API. */
export interface ConceptCityConnection {
  readonly edges: readonly ConceptCityEdge[];
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
  readonly notCounted: number;
  /** ISO 8601 in UTC. */
  readonly summariesAsOf: string | null;
}

/** `ConceptCityEdge` of the API. */
export interface ConceptCityEdge extends ToldCounts {
  readonly cursor: string;
  readonly node: { readonly id: string };
}

/** Cities with more records come first, then by id. */
interface Position {
  readonly records: number;
  readonly cityId: string;
}

const FIRST = { fallback: 20, max: 100 };
const cursorShape = z.tuple([z.literal('cities'), z.string(), z.int(), z.string()]);

/**
 * The cities that count something on this very concept, from their summaries alone: no city is asked.
 *
 * @param conceptId a concept of the vocabulary
 * @throws BadUserInputError
 * @throws TooCostlyError
 */
export async function citiesOnConcept(
  conceptId: string,
  { first: given, after: cursor }: ConceptCitiesArguments,
  context: SearchContext,
  {
    network,
    summaries,
    maxSearchCost,
    minCount,
  }: Pick<SearchDependencies, 'network' | 'summaries' | 'maxSearchCost' | 'minCount'>,
): Promise<ConceptCityConnection> {
  const first = readFirst(given, FIRST);
  const after = cursor == null ? null : readPosition(cursor, conceptId);
  const scope = { network: network(), filter: EVERY_CITY };
  await admitWork(context, workOfCounting(1, scope.network.cities.size), maxSearchCost);
  const fewest = fewestTold(context.viewer, minCount);
  const cities = summaries
    .countsOn(conceptId, scope, context.viewer)
    .map((city) => {
      const counts = tellCounts(city, fewest);
      return { cityId: city.cityId, counts, records: recordsToldOf(counts) };
    })
    .sort(compare);
  const behind = after === null ? cities : cities.filter((city) => compare(after, city) < 0);

  const edges = behind.slice(0, first).map(({ cityId, counts, records }) => ({
    cursor: packCursor(['cities', conceptId, records, cityId]),
    node: { id: cityId },
    ...counts,
  }));
  const { unknown, oldest } = summaries.survey(scope);
  return {
    ...pageOfCounts(edges, { hasNextPage: behind.length > first, hasPreviousPage: after !== null }),
    totalCount: cities.length,
    notCounted: unknown.length,
    summariesAsOf: oldest?.toISOString() ?? null,
  };
}

function compare(a: Position, b: Position): number {
  return b.records - a.records || (a.cityId < b.cityId ? -1 : a.cityId > b.cityId ? 1 : 0);
}

function readPosition(cursor: string, conceptId: string): Position {
  const [, concept, records, cityId] = unpackCursor(cursorShape, cursor) ?? [];
  if (concept !== conceptId || records === undefined || cityId === undefined) {
    throw new BadUserInputError('after', 'a cursor of the cities of this concept', cursor);
  }
  return { records, cityId };
}
