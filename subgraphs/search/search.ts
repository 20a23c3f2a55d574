import { askWithin } from './ask/askWithin';
import { withinTime } from './ask/withinTime';
import type { CityChoice } from './choice/chooseCities';
import { chooseCities } from './choice/chooseCities';
import type { Coverage } from './coverage/cover';
import { cover } from './coverage/cover';
import { createHitsOperation } from './hits/createHitsOperation';
import type { MatchReason } from './hits/explain';
import { explain } from './hits/explain';
import type { HitsRequest } from './hits/HitsRequest';
import type { HitsAnswer } from './hits/readAnswer';
import { readAnswer } from './hits/readAnswer';
import type { Features, SearchKind } from './kind/SearchKind';
import { encodeCursor } from './page/cursor';
import { mergeHits } from './page/mergeHits';
import type { SearchArguments } from './question/readSearchArguments';
import { readSearchArguments } from './question/readSearchArguments';
import { understand } from './question/understand';
import type { Reference } from './Reference';
import type { SearchContext } from './SearchContext';
import type { SearchDependencies } from './SearchDependencies';

/** `ExpertSearchConnection`, `ProgrammeSearchConnection` and `ExchangeSearchConnection` of the API. */
export interface SearchConnection {
  readonly edges: readonly {
    readonly cursor: string;
    readonly score: number;
    readonly why: readonly MatchReason[];
    readonly node: Reference;
  }[];
  readonly nodes: readonly Reference[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
  readonly expansion: readonly { readonly id: string }[];
  readonly coverage: Coverage;
}

/** The largest `Int` of GraphQL. */
const MAX_INT = 2 ** 31 - 1;

/**
 * Searches all cities, query-then-fetch: understand the question, choose the cities that can match, ask them for ids and
 * scores alone, merge, cut the page. Cities that fail are named in the coverage and never fail the search.
 *
 * @throws BadUserInputError
 */
export async function search<F extends Features>(
  kind: SearchKind<F>,
  args: SearchArguments,
  context: SearchContext,
  dependencies: SearchDependencies,
): Promise<SearchConnection> {
  const startedAt = performance.now();
  const { vocabulary, summaries, maxCitiesForText, now } = dependencies;
  const network = dependencies.network();
  const { cityFilter, recordFilter, first, after, day, ...asked } = readSearchArguments(
    kind,
    args,
    network,
    vocabulary,
    now(),
  );
  const question = understand(asked, vocabulary);
  const choice = chooseCities({
    network,
    filter: cityFilter,
    question,
    counted: kind.counted,
    viewer: context.viewer,
    summaries,
    maxCitiesForText,
  });
  // One more than the page holds, to see whether another follows.
  const request = { question, filter: recordFilter, day, first: first + 1, after };
  const answers = await askForHits(kind, choice, request, context, dependencies);
  const usable = answers.filter((answer) => 'hits' in answer);
  const page = mergeHits(
    usable.map((answer) => answer.hits),
    first,
  );

  const edges = page.hits.map((hit) => ({
    cursor: encodeCursor(kind, { day, score: hit.score, id: hit.id }),
    score: hit.score,
    why: [explain(hit, question)],
    node: { __typename: kind.typename, id: hit.id },
  }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: after !== null,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: Math.min(
      MAX_INT,
      usable.reduce((sum, answer) => sum + answer.total, 0),
    ),
    expansion: [...question.weights.keys()].map((id) => ({ id })),
    coverage: cover(choice, answers, performance.now() - startedAt),
  };
}

/** Asks the chosen cities all at once. The answers stand in the order of the cities. */
async function askForHits<F extends Features>(
  kind: SearchKind<F>,
  choice: CityChoice,
  request: HitsRequest,
  { deadline, viewer, traceparent }: SearchContext,
  { askCity, fetchReserveMs, logger }: SearchDependencies,
): Promise<readonly HitsAnswer[]> {
  const operation = createHitsOperation(kind, request);
  return withinTime(deadline, fetchReserveMs, (signal) => {
    const call = { signal, viewer, traceparent };
    return Promise.all(
      choice.asked.map(async ({ cityId }) => {
        const reply = await askWithin(askCity, cityId, operation, call);
        const answer = readAnswer(kind, cityId, reply, request);
        if (answer.status === 'INVALID') logger.warn({ city: cityId, reason: answer.message }, 'invalid hits');
        return answer;
      }),
    );
  });
}
