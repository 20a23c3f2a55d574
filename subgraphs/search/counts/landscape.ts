import { letOthersGoOn } from '../ask/turns';
import { admitWork } from '../cost/admitWork';
import { workOfCounting } from '../cost/workOf';
import { packCursor } from '../../contract/cursor';
import { pageOf, restingOn } from '../page/pageOfCounts';
import type { CountedConnection } from '../page/pageOfCounts';
import type { SearchContext } from '../SearchContext';
import type { SearchDependencies } from '../SearchDependencies';
import { countedWithin, countWithin } from './countWithin';
import { fewestTold, tellCounts } from './tellCounts';
import { countConcept, GROUPINGS } from './groupCounts';
import type { GroupCount, Group } from './groupCounts';
import type { LandscapeArguments } from './readLandscapeArguments';
import { readLandscapeArguments } from './readLandscapeArguments';
import type { ToldCounts } from './tellCounts';

/** `LandscapeConnection` of the API. */
export interface LandscapeConnection extends CountedConnection<{
  readonly cursor: string;
  readonly node: LandscapeCount;
}> {
  readonly counted: number;
}

/** `LandscapeCount` of the API. */
export interface LandscapeCount extends Group, ToldCounts {
  readonly concept: { readonly id: string };
  readonly cities: number;
}

/**
 * What the network holds on some concepts, and on the narrower ones where that is asked for, in counts, from the cities' summaries alone: no city is asked. The counts
 * stand by concept as asked for, then by group in its natural order: city, alliance and country by their ids, classes of
 * size ascending, what is not known last. Only what counts something is listed.
 *
 * @throws BadUserInputError
 * @throws TooCostlyError
 */
export async function landscape(
  args: LandscapeArguments,
  context: SearchContext,
  dependencies: Pick<SearchDependencies, 'network' | 'vocabulary' | 'summaries' | 'maxSearchCost' | 'minCount'>,
): Promise<LandscapeConnection> {
  const { vocabulary, summaries, maxSearchCost, minCount } = dependencies;
  const network = dependencies.network();
  const { concepts, groupBy, narrower, filter, first, after } = readLandscapeArguments(args, network, vocabulary);
  const scope = { network, filter };
  const fewest = fewestTold(context.viewer, minCount);
  const within = concepts.map((concept) => (narrower ? countedWithin(concept, dependencies) : [concept]));
  // Whatever the filter: the counts of all cities are looked through.
  await admitWork(context, workOfCounting(within.flat().length, network.cities.size), maxSearchCost);
  const from = after === null ? -1 : concepts.indexOf(after.concept);

  let totalCount = 0;
  const behind: { readonly concept: string; readonly count: GroupCount }[] = [];
  for (const [index, concept] of concepts.entries()) {
    const others = letOthersGoOn(context);
    if (others) await others;
    const counted = within[index] ?? [];
    const cities =
      counted.length > 1
        ? await countWithin(counted, scope, fewest, context, dependencies)
        : summaries.countsOn(concept, scope, context.viewer);
    const counts = countConcept(cities, groupBy, network);
    totalCount += counts.length;
    // One more than the page holds shows that another follows; the rest is only counted.
    if (index < from || behind.length > first) continue;
    const next = after === null || index > from ? counts : counts.filter(({ group }) => group > after.group);
    behind.push(...next.slice(0, first + 1 - behind.length).map((count) => ({ concept, count })));
  }

  const edges = behind.slice(0, first).map(({ concept, count }) => ({
    cursor: packCursor(['landscape', groupBy, concept, count.group]),
    node: {
      concept: { id: concept },
      ...GROUPINGS[groupBy].groupOf(count.group),
      cities: count.cities,
      ...tellCounts(count, fewest),
    },
  }));
  const survey = summaries.survey(scope);
  return {
    ...pageOf(edges, { hasNextPage: behind.length > first, hasPreviousPage: after !== null }),
    totalCount,
    counted: survey.known,
    ...restingOn(survey),
  };
}
