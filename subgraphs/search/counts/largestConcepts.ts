import { z } from 'zod';
import { BadUserInputError, readFirst } from '../../contract/arguments';
import { compareText } from '../../contract/compareText';
import { letOthersGoOn } from '../ask/turns';
import { admitWork } from '../cost/admitWork';
import { workOfSums } from '../cost/workOf';
import { packCursor, unpackCursor } from '../../contract/cursor';
import { pageBehind, restingOn } from '../page/pageOfCounts';
import type { CityConditions } from '../question/readCityFilter';
import { readCityFilter } from '../question/readCityFilter';
import type { SearchContext } from '../SearchContext';
import type { SearchDependencies } from '../SearchDependencies';
import type { LandscapeConnection } from './landscape';
import { fewestTold, recordsToldOf, tellCounts } from './tellCounts';
import type { ToldCounts } from './tellCounts';

/** The arguments of `largestConcepts`, as GraphQL hands them over. */
export interface LargestConceptsArguments {
  readonly filter?: CityConditions | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

/** Concepts of more cities come first, then those with more records, then by id. */
interface Position {
  readonly cities: number;
  readonly records: number;
  readonly concept: string;
}

const FIRST = { fallback: 20, max: 100 };
const NONE: ReadonlySet<never> = new Set<never>();
const NO_GROUP = { city: null, alliance: null, country: null, population: null };

const cursorShape = z.tuple([z.literal('largest'), z.int(), z.int(), z.string()]);

/**
 * The concepts on which the network holds most, from the cities' summaries alone: no city is asked. How many cities hold something comes
 * first, so that one city that counts too much, or counts more finely, lifts nothing.
 *
 * @throws BadUserInputError
 * @throws TooCostlyError
 */
export async function largestConcepts(
  { filter, first: given, after: cursor }: LargestConceptsArguments,
  context: SearchContext,
  dependencies: Pick<SearchDependencies, 'network' | 'vocabulary' | 'summaries' | 'maxSearchCost' | 'minCount'>,
): Promise<LandscapeConnection> {
  const { vocabulary, summaries, maxSearchCost, minCount } = dependencies;
  const network = dependencies.network();
  const scope = { network, filter: readCityFilter(filter ?? {}, network, NONE) };
  const first = readFirst(given, FIRST);
  const after = cursor == null ? null : readPosition(cursor);
  // A city may count on what the vocabulary does not have, or not any more.
  const concepts = summaries.countedConcepts().filter(({ concept }) => vocabulary.has(concept));
  await admitWork(context, workOfSums(concepts), maxSearchCost);

  const fewest = fewestTold(context.viewer, minCount);
  const found: (Position & { readonly counts: ToldCounts })[] = [];
  for (const { concept } of concepts) {
    const others = letOthersGoOn(context);
    if (others) await others;
    const sum = summaries.sumOn(concept, scope, context.viewer);
    if (sum === undefined) continue;
    const counts = tellCounts(sum, fewest);
    found.push({ concept, cities: sum.cities, records: recordsToldOf(counts), counts });
  }
  found.sort(compare);
  const page = pageBehind(found, { after, first, compare }, ({ concept, cities, records, counts }) => ({
    cursor: packCursor(['largest', cities, records, concept]),
    node: { concept: { id: concept }, ...NO_GROUP, cities, ...counts },
  }));
  const survey = summaries.survey(scope);
  return { ...page, counted: survey.known, ...restingOn(survey) };
}

function compare(a: Position, b: Position): number {
  return b.cities - a.cities || b.records - a.records || compareText(a.concept, b.concept);
}

function readPosition(cursor: string): Position {
  const [, cities, records, concept] = unpackCursor(cursorShape, cursor) ?? [];
  if (cities === undefined || records === undefined || concept === undefined) {
    throw new BadUserInputError('after', 'a cursor of the largest concepts', cursor);
  }
  return { cities, records, concept };
}
