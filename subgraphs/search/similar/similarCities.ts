import { z } from 'zod';
import { BadUserInputError, readFirst } from '../../contract/arguments';
import { compareText } from '../../contract/compareText';
import { letOthersGoOn } from '../ask/turns';
import { EVERY_CITY } from '../choice/Candidates';
import { admitWork } from '../cost/admitWork';
import { COSTS, workOfCounting } from '../cost/workOf';
import { packCursor, unpackCursor } from '../../contract/cursor';
import { pageBehind, restingOn } from '../page/pageOfCounts';
import type { CountedConnection } from '../page/pageOfCounts';
import type { SearchContext } from '../SearchContext';
import type { SearchDependencies } from '../SearchDependencies';
import type { Summary } from '../summary/Summary';
import type { Scope, SummaryStore } from '../summary/SummaryStore';
import { likenessOf } from './likeness';
import type { SharedWork, SimilarityReason } from './likeness';

/** The arguments of `similarCities`, as GraphQL hands them over. */
export interface SimilarCitiesArguments {
  readonly city: string;
  readonly first?: number | null;
  readonly after?: string | null;
}

/** `SimilarCityConnection` of the API. */
export type SimilarCityConnection = CountedConnection<SimilarCityEdge>;

interface SimilarCityEdge {
  readonly cursor: string;
  readonly score: number;
  readonly why: readonly SimilarityReason[];
  readonly node: { readonly id: string };
}

/** More similar cities come first, then by id. */
interface Position {
  readonly score: number;
  readonly cityId: string;
}

const FIRST = { fallback: 10, max: 100 };
/** Of the work that a city shares, what is named. */
const MAX_NAMED = 5;
const cursorShape = z.tuple([z.literal('similar'), z.string(), z.int(), z.string()]);

/**
 * The cities that are like one, by the directory and the summaries alone: no city is asked. What is counted of their work
 * is what the viewer may see.
 *
 * @throws BadUserInputError
 * @throws TooCostlyError
 */
export async function similarCities(
  { city: cityId, first: given, after: cursor }: SimilarCitiesArguments,
  context: SearchContext,
  dependencies: Pick<SearchDependencies, 'network' | 'vocabulary' | 'summaries' | 'maxSearchCost'>,
): Promise<SimilarCityConnection> {
  const { vocabulary, summaries, maxSearchCost } = dependencies;
  const network = dependencies.network();
  const city = network.cities.get(cityId);
  if (city === undefined) throw new BadUserInputError('city', 'a city of the network', cityId);
  const first = readFirst(given, FIRST);
  const after = cursor == null ? null : readPosition(cursor, cityId);

  const scope = { network, filter: { ...EVERY_CITY, without: new Set([cityId]) } };
  const concepts = conceptsOf(summaries.get(cityId), context.viewer).filter((id) => vocabulary.has(id));
  const counting = workOfCounting(1 + concepts.length, network.cities.size);
  await admitWork(context, { ...counting, tried: COSTS.hub.search }, maxSearchCost);
  const shared = await findSharedWork(concepts, scope, context, summaries);

  const similar = [...network.cities.values()]
    .filter(({ id }) => id !== cityId)
    .flatMap((other) => {
      const why = likenessOf(city, other, shared.get(other.id));
      const score = why.reduce((sum, reason) => sum + reason.score, 0);
      return score === 0 ? [] : [{ cityId: other.id, score, why }];
    })
    .sort(compare);
  const page = pageBehind(similar, { after, first, compare }, ({ cityId: id, score, why }) => ({
    cursor: packCursor(['similar', cityId, score, id]),
    ...{ score, why, node: { id } },
  }));
  return { ...page, ...restingOn(summaries.survey({ network, filter: EVERY_CITY })) };
}

/** On which the city counts anything that the viewer may see. */
function conceptsOf(summary: Summary | undefined, viewer: { readonly anonymous: boolean }): readonly string[] {
  const sections = summary === undefined ? [] : viewer.anonymous ? [summary.public] : [summary.public, summary.network];
  return [...new Set(sections.flatMap((counts) => [...counts.keys()]))].sort();
}

/**
 * What other cities have in common with one that works on these concepts. A concept weighs by how few work on it, after the
 * inverse document frequency of text search: that both work on housing says little where all do.
 */
async function findSharedWork(
  concepts: readonly string[],
  scope: Scope,
  context: SearchContext,
  summaries: Pick<SummaryStore, 'survey' | 'countsOn'>,
): Promise<ReadonlyMap<string, SharedWork>> {
  const { known } = summaries.survey(scope);
  const works: { readonly concept: string; readonly weight: number; readonly cityIds: readonly string[] }[] = [];
  for (const concept of concepts) {
    const others = letOthersGoOn(context);
    if (others) await others;
    const cityIds = summaries.countsOn(concept, scope, context.viewer).map(({ cityId }) => cityId);
    works.push({ concept, weight: Math.log2(1 + (known + 1) / (cityIds.length + 1)), cityIds });
  }
  const whole = works.reduce((sum, { weight }) => sum + weight, 0);
  const shared = new Map<string, { share: number; count: number; concepts: string[] }>();
  for (const { concept, weight, cityIds } of works.sort((a, b) => b.weight - a.weight)) {
    for (const cityId of cityIds) {
      const known = shared.get(cityId) ?? { share: 0, count: 0, concepts: [] };
      known.share += weight / whole;
      known.count += 1;
      if (known.concepts.length < MAX_NAMED) known.concepts.push(concept);
      shared.set(cityId, known);
    }
  }
  return shared;
}

function compare(a: Position, b: Position): number {
  return b.score - a.score || compareText(a.cityId, b.cityId);
}

function readPosition(cursor: string, of: string): Position {
  const [, city, score, cityId] = unpackCursor(cursorShape, cursor) ?? [];
  if (city !== of || score === undefined || cityId === undefined) {
    throw new BadUserInputError('after', `a cursor of the cities similar to ${of}`, cursor);
  }
  return { score, cityId };
}
