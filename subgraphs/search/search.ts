import { letOthersGoOn } from './ask/turns';
import { chooseCities } from './choice/chooseCities';
import type { Coverage } from './coverage';
import { cover, requireAllAsked } from './coverage';
import type { Facets } from './facets/mergeFacets';
import { mergeFacets, WITHHELD_FACETS } from './facets/mergeFacets';
import { findNearQuestions } from './counts/findNearQuestions';
import type { NearQuestion } from './counts/findNearQuestions';
import { fewestTold } from './counts/tellCounts';
import { askForHits } from './hits/askForHits';
import type { Hit } from './hits/Hit';
import type { UsableAnswer } from './hits/readAnswer';
import type { RecordQuestion } from './hits/RecordQuestion';
import { ASKED_WEIGHT, BESIDE_WEIGHT } from '../contract/scoreWeights';
import type { Features, SearchKind } from './kinds';
import { anyPassedBy } from './page/anyPassedBy';
import { encodeCursor } from './page/cursor';
import type { Cursor } from './page/cursor';
import { mergeHits } from './page/mergeHits';
import { SearchEdge } from './page/SearchEdge';
import type { SearchArguments } from './question/readSearchArguments';
import { readSearchArguments } from './question/readSearchArguments';
import type { IgnoredPart, UnderstoodPart } from './question/readText';
import { anythingIn } from './question/anythingIn';
import { understand } from './question/understand';
import type { Group, Question, Understanding } from './question/understand';
import type { HitOrder } from '../contract/enums';
import type { Reference } from '../contract/ids';
import type { SearchContext } from './SearchContext';
import type { ConceptCount } from './summary/Summary';
import type { SearchDependencies } from './SearchDependencies';

/** `ExpertSearchConnection`, `ProgrammeSearchConnection`, `ExchangeSearchConnection`, `OfferSearchConnection`, `NeedSearchConnection` of the API. */
export interface SearchConnection {
  readonly edges: readonly SearchEdge[];
  readonly nodes: readonly Reference[];
  readonly pageInfo: {
    /** The one of them that needs another question to the cities is found out when it is selected. */
    readonly hasNextPage: boolean | (() => Promise<boolean>);
    readonly hasPreviousPage: boolean | (() => Promise<boolean>);
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
  /** Whether no more match. */
  readonly totalCountIsExact: boolean;
  /** Null where the question has fewer than two aspects, and where a city that answered cannot tell. */
  readonly totalMatchingAll: number | null;
  readonly understood: readonly UnderstoodPart[];
  readonly ignored: readonly IgnoredPart[];
  readonly didYouMean: readonly { readonly id: string }[];
  /** Looked for when it is selected. */
  readonly nearQuestions: () => Promise<readonly NearQuestion[]>;
  readonly expansion: readonly { readonly id: string }[];
  /** Null when they are not wanted. */
  readonly facets: Facets | null;
  readonly coverage: Coverage;
}

export interface SearchOptions {
  /** Whether the client selected `facets`: only then do cities count them. */
  readonly wantsFacets?: boolean;
  /** Slugs of cities that are never asked, whatever the client's filter says. */
  readonly without?: ReadonlySet<string>;
  /** What will be asked of the records that are found. */
  readonly recordQuestions?: readonly RecordQuestion[];
}

const NONE: ReadonlySet<string> = new Set();
/** The largest `Int` of GraphQL. */
const MAX_INT = 2 ** 31 - 1;

/**
 * Searches all cities, query-then-fetch: understand the question, choose the cities that can match, ask them for ids and
 * by what they stand alone, merge, cut the page. Cities that fail are named in the coverage and do not fail the search, unless
 * the client requires them all.
 *
 * @throws BadUserInputError
 * @throws TooCostlyError when the client's request asks more of cities than it may
 * @throws CitySearchError, CitiesNotAskedError with `require: ALL`
 */
export async function search<F extends Features>(
  kind: SearchKind<F>,
  args: SearchArguments,
  context: SearchContext,
  dependencies: SearchDependencies,
  { wantsFacets = false, without = NONE, recordQuestions = [] }: SearchOptions = {},
): Promise<SearchConnection> {
  const startedAt = performance.now();
  const { vocabulary, summaries, cursors, maxCitiesForText, now } = dependencies;
  const network = dependencies.network();
  const { cityFilter, recordFilter, list, size, backwards, from, day, timeoutMs, require, ...asked } =
    readSearchArguments(kind, args, {
      network,
      vocabulary,
      cursors,
      now: now(),
      maxTimeoutMs: dependencies.maxTimeoutMs,
      without,
    });
  const deadline = timeoutMs === null ? context.deadline : context.deadline.allow(timeoutMs);
  const understanding = inOrderOf(list.order, from, understand(asked, vocabulary));
  const choose = (asked: Question) =>
    chooseCities({
      ...{ network, filter: cityFilter, question: asked, counted: kind.counted },
      ...{ viewer: context.viewer, summaries, maxCitiesForText },
    });
  const namesCitiesAlone = understanding.groups.length === 0 && understanding.text === null;
  // Where it only leaves cities out, as many of the others as for words.
  const others = namesCitiesAlone && cityFilter.named === null ? choose(understanding) : undefined;
  const meant = cityFilter.named ?? new Set(others?.asked.map(({ cityId }) => cityId));
  const groupFor = (counted: keyof ConceptCount) => anythingIn(meant, counted, summaries, vocabulary);
  const question = namesCitiesAlone ? { ...understanding, ...askingFor(groupFor(kind.counted)) } : understanding;
  const after = from && { ...from, tier: question.tiers ? (from.tier ?? 0) : 0 };
  const choice = others ?? choose(question);
  if (require === 'ALL') requireAllAsked(choice);
  const tellsOfPersons = kind.counted === 'staff';
  // Words that name no concept can be a name, and how those divide who have it tells of a person.
  const withheld = tellsOfPersons && context.viewer.anonymous && question.text !== null;
  // One more than the page holds, to see whether another follows.
  const request = {
    ...{ question, filter: recordFilter, day, order: list.order, reversed: backwards, first: size + 1, after },
    wantsFacets: wantsFacets && !withheld,
  };
  const call = { require, deadline, context, recordQuestions, reserve: context.reserve };
  const { answers, records } = await askForHits(kind, choice, request, call, dependencies);
  const turn = letOthersGoOn(context);
  if (turn) await turn;
  const usable = answers.filter((answer) => 'hits' in answer);
  const page = mergeHits(
    usable.map((answer) => answer.hits),
    size,
    backwards,
  );
  const hits = backwards ? page.hits.toReversed() : page.hits;
  const shown = new Set(hits);
  for (const { cityId, hits: given } of usable) records?.keep(cityId, given, shown);

  const totalCount = Math.min(
    MAX_INT,
    usable.reduce((sum, answer) => sum + answer.total, 0),
  );
  const coverage = cover(choice, answers, performance.now() - startedAt);
  dependencies.onSearch?.(
    {
      kind: kind.name,
      concepts: [...understanding.weights].filter(([, weight]) => weight === ASKED_WEIGHT).map(([concept]) => concept),
      byText: question.text !== null && question.groups.length === 0,
      coverage,
      found: totalCount,
      shown: hits.length,
      records: records?.counts,
    },
    context,
  );

  const isFresh = context.reserve === undefined;
  dependencies.onHits?.({ kind, request, hits, viewer: context.viewer, startedAt, isFresh }, context);

  // Those of a thousand cities are a turn's work.
  const turnAgain = wantsFacets ? letOthersGoOn(context) : undefined;
  if (turnAgain) await turnAgain;
  const fewest = tellsOfPersons ? fewestTold(context.viewer, dependencies.minCount) : 0;
  const cursorOf = ({ sort, tier, score, id }: Hit): string =>
    encodeCursor({ day, sort, score, id, ...(question.tiers && { tier }) }, list, cursors);
  const edges = hits.map((hit) => new SearchEdge(hit, { kind, question, cursorOf }));
  const isPassedBy =
    after !== null && (() => anyPassedBy(kind, { choice, usable, after, request }, call, dependencies));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: backwards ? isPassedBy : page.goesOn,
      hasPreviousPage: backwards ? page.goesOn : isPassedBy,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount,
    totalCountIsExact: usable.every(({ totalIsExact }) => totalIsExact),
    totalMatchingAll: sumMatchingAll(usable),
    understood: question.understood,
    ignored: question.ignored,
    didYouMean: question.didYouMean.map((id) => ({ id })),
    nearQuestions: async () => {
      if (totalCount > 0) return [];
      const groupsFor = (counted: keyof ConceptCount) => (namesCitiesAlone ? [groupFor(counted)] : question.groups);
      return findNearQuestions({ kind, filter: cityFilter, groupsFor, ...question }, context, dependencies);
    },
    expansion: [...understanding.weights].filter(([, weight]) => weight > BESIDE_WEIGHT).map(([id]) => ({ id })),
    facets: wantsFacets ? (withheld ? WITHHELD_FACETS : mergeFacets(usable, network, vocabulary, fewest)) : null,
    coverage,
  };
}

/** A question for concepts of one group. */
function askingFor(group: Group): Pick<Question, 'groups' | 'weights'> {
  return { groups: [group], weights: new Map(group.terms.map(({ concept, weight }) => [concept, weight])) };
}

/**
 * A list goes on in the order in which it began: without tiers, where there were none when it did. In an order that is not by
 * relevance all that matches stands in one.
 */
function inOrderOf(order: HitOrder, from: Cursor | null, understanding: Understanding): Understanding {
  const hasTiers = order === 'RELEVANCE' && (from === null || from.tier !== undefined);
  return hasTiers ? understanding : { ...understanding, tiers: undefined };
}

function sumMatchingAll(answers: readonly UsableAnswer[]): number | null {
  let sum = 0;
  for (const { totalMatchingAll } of answers) {
    if (totalMatchingAll === null) return null;
    sum += totalMatchingAll;
  }
  return answers.length === 0 ? null : Math.min(MAX_INT, sum);
}
