import { z } from 'zod';
import { BadUserInputError, readFirst } from '../../contract/arguments';
import { compareText } from '../../contract/compareText';
import { admitWork } from '../cost/admitWork';
import { workOfCounting } from '../cost/workOf';
import { EVERY_CITY } from '../choice/Candidates';
import { packCursor, unpackCursor } from '../../contract/cursor';
import { pageBehind, restingOn } from '../page/pageOfCounts';
import type { CountedConnection } from '../page/pageOfCounts';
import type { SearchContext } from '../SearchContext';
import type { SearchDependencies } from '../SearchDependencies';
import { countedWithin, countWithin } from './countWithin';
import { fewestTold, recordsToldOf, tellCounts } from './tellCounts';
import type { ToldCounts } from './tellCounts';

export interface ConceptCitiesArguments {
  readonly narrower?: boolean;
  readonly first?: number | null;
  readonly after?: string | null;
}

/** `ConceptCityConnection` of the API. */
export type ConceptCityConnection = CountedConnection<ConceptCityEdge>;

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
 * The cities that count something on this very concept, and on the narrower ones where that is asked for, from their summaries alone: no city is asked.
 *
 * @param conceptId a concept of the vocabulary
 * @throws BadUserInputError
 * @throws TooCostlyError
 */
export async function citiesOnConcept(
  conceptId: string,
  { narrower = false, first: given, after: cursor }: ConceptCitiesArguments,
  context: SearchContext,
  dependencies: Pick<SearchDependencies, 'network' | 'vocabulary' | 'summaries' | 'maxSearchCost' | 'minCount'>,
): Promise<ConceptCityConnection> {
  const { network, summaries, maxSearchCost, minCount } = dependencies;
  const first = readFirst(given, FIRST);
  const list = narrower ? `${conceptId} and narrower` : conceptId;
  const after = cursor == null ? null : readPosition(cursor, list);
  const scope = { network: network(), filter: EVERY_CITY };
  const within = narrower ? countedWithin(conceptId, dependencies) : [conceptId];
  await admitWork(context, workOfCounting(within.length, scope.network.cities.size), maxSearchCost);
  const fewest = fewestTold(context.viewer, minCount);
  const counted =
    within.length > 1
      ? await countWithin(within, scope, fewest, context, dependencies)
      : summaries.countsOn(conceptId, scope, context.viewer);
  const cities = counted
    .map((city) => {
      const counts = tellCounts(city, fewest);
      return { cityId: city.cityId, counts, records: recordsToldOf(counts) };
    })
    .sort(compare);
  const page = pageBehind(cities, { after, first, compare }, ({ cityId, counts, records }) => ({
    cursor: packCursor(['cities', list, records, cityId]),
    node: { id: cityId },
    ...counts,
  }));
  return { ...page, ...restingOn(summaries.survey(scope)) };
}

function compare(a: Position, b: Position): number {
  return b.records - a.records || compareText(a.cityId, b.cityId);
}

function readPosition(cursor: string, list: string): Position {
  const [, of, records, cityId] = unpackCursor(cursorShape, cursor) ?? [];
  if (of !== list || records === undefined || cityId === undefined) {
    throw new BadUserInputError('after', 'a cursor of the cities of this concept', cursor);
  }
  return { records, cityId };
}
