import { askWithin } from './ask/askWithin';
import { FaultLog } from './ask/FaultLog';
import { letOthersGoOn } from './ask/turns';
import { withinTime } from './ask/withinTime';
import { batchCalls } from './ask/batchCalls';
import type { CityChoice } from './choice/chooseCities';
import { chooseCities } from './choice/chooseCities';
import { RateLimitedError, TooCostlyError } from './cost/Account';
import { admitWork } from './cost/admitWork';
import { workOfFetch, workOfSearch } from './cost/workOf';
import type { Coverage } from './coverage';
import { cover, requireAllAsked, requireAnswer } from './coverage';
import type { Facets } from './facets/mergeFacets';
import { mergeFacets, WITHHELD_FACETS } from './facets/mergeFacets';
import { findNearQuestions } from './counts/findNearQuestions';
import type { NearQuestion } from './counts/findNearQuestions';
import { fewestTold } from './counts/tellCounts';
import { createHitsOperation } from './hits/HitsRequest';
import type { HitsRequest } from './hits/HitsRequest';
import { comparePositions } from './hits/Hit';
import type { Hit, Position } from './hits/Hit';
import type { HitReserve } from './hits/HitReserve';
import { PageShares } from './hits/PageShares';
import type { HitsAnswer, UsableAnswer } from './hits/readAnswer';
import { readAnswer } from './hits/readAnswer';
import type { RecordQuestion } from './hits/RecordQuestion';
import { RecordsWithHits } from './hits/RecordsWithHits';
import { MAX_PAGE } from '../contract/bounds';
import { ASKED_WEIGHT, BESIDE_WEIGHT } from '../contract/scoreWeights';
import type { Features, SearchKind } from './kinds';
import { VALUES_OF_NEED } from './needs/askForNeeds';
import { canBeListed, findListedNeeds, isLacking } from './needs/findListedNeeds';
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
import type { Deadline, SearchContext } from './SearchContext';
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
  const namesCitiesAlone = understanding.groups.length === 0 && understanding.text === null;
  const groupFor = (counted: keyof ConceptCount) =>
    anythingIn(cityFilter.named ?? NONE, counted, summaries, vocabulary);
  const question = namesCitiesAlone ? { ...understanding, ...askingFor(groupFor(kind.counted)) } : understanding;
  const after = from && { ...from, tier: question.tiers ? (from.tier ?? 0) : 0 };
  const choice = chooseCities({
    network,
    filter: cityFilter,
    question,
    counted: kind.counted,
    viewer: context.viewer,
    summaries,
    maxCitiesForText,
  });
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
  const others = letOthersGoOn(context);
  if (others) await others;
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
  const othersAgain = wantsFacets ? letOthersGoOn(context) : undefined;
  if (othersAgain) await othersAgain;
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

interface AskedPage {
  readonly choice: CityChoice;
  readonly usable: readonly UsableAnswer[];
  readonly after: Position;
  readonly request: HitsRequest;
}

/**
 * Whether a hit stands where a page comes from: at the position behind which it begins, or before that. A city that gives all it
 * has behind the position counts the others; one that has more to give is asked for the first hit of all. Those that do not answer
 * have none, as far as anybody can tell.
 */
async function anyPassedBy<F extends Features>(
  kind: SearchKind<F>,
  { choice, usable, after, request }: AskedPage,
  call: HitsCall,
  dependencies: SearchDependencies,
): Promise<boolean> {
  if (usable.some(({ hits, total }) => hits.length < request.first && total > hits.length)) return true;
  const untold = new Set(usable.flatMap(({ cityId, hits }) => (hits.length < request.first ? [] : [cityId])));
  if (untold.size === 0) return false;
  const first = { ...request, first: 1, after: null, wantsFacets: false };
  const cities = { ...choice, asked: choice.asked.filter(({ cityId }) => untold.has(cityId)) };
  try {
    const { answers } = await askForHits(
      kind,
      cities,
      first,
      { ...call, require: 'ANY', recordQuestions: [], reserve: undefined },
      dependencies,
    );
    const isPassedBy = (hit: Hit): boolean =>
      request.reversed === true ? comparePositions(hit, after) >= 0 : comparePositions(hit, after) <= 0;
    return answers.some((answer) => 'hits' in answer && answer.hits.some(isPassedBy));
  } catch (error) {
    // There was a hit when the client was told its position.
    if (error instanceof TooCostlyError || error instanceof RateLimitedError) return true;
    throw error;
  }
}

function sumMatchingAll(answers: readonly UsableAnswer[]): number | null {
  let sum = 0;
  for (const { totalMatchingAll } of answers) {
    if (totalMatchingAll === null) return null;
    sum += totalMatchingAll;
  }
  return answers.length === 0 ? null : Math.min(MAX_INT, sum);
}

interface HitsCall {
  readonly require: 'ANY' | 'ALL';
  readonly deadline: Deadline;
  readonly context: SearchContext;
  readonly recordQuestions: readonly RecordQuestion[];
  /** What is known from the pages before. */
  readonly reserve: HitReserve | undefined;
}

interface AskedForHits<F extends Features> {
  /** In the order of the cities. */
  readonly answers: readonly HitsAnswer[];
  /** Undefined where none were to come. */
  readonly records: RecordsWithHits<F> | undefined;
}

/** Asks the chosen cities all at once, but for those of which enough is known from the pages before. */
async function askForHits<F extends Features>(
  kind: SearchKind<F>,
  choice: CityChoice,
  request: HitsRequest,
  { require, deadline, context, recordQuestions, reserve }: HitsCall,
  { askCity, summaries, fetchReserveMs, maxSearchCost, networkRecords = false, logger }: SearchDependencies,
): Promise<AskedForHits<F>> {
  const cityIds = choice.asked.map(({ cityId }) => cityId);
  const lacking = reserve?.lacking(cityIds, request) ?? new Set(cityIds);
  const asked = reserve?.enlarge(request) ?? request;
  // The fields beside this one have the same turn to say what they ask, and how long the query may take.
  const byWords = request.question.text !== null;
  const recordsOf = summaries.recordsOn(byWords ? null : request.question.weights.keys(), kind.counted);
  const { wantsFacets = false } = request;
  const { tiers } = request.question;
  const searching = {
    ...{ cityIds: [...lacking], recordsOf, byWords, wantsFacets, hits: asked.first },
    allRecordsOf: summaries.recordsOn(null, kind.counted),
    byLanguage: 'languages' in request.filter,
    worstFirst: request.reversed === true && (request.order ?? 'RELEVANCE') === 'RELEVANCE',
    tiers: tiers && { words: tiers.lift.length },
  };
  const admit = (withRecords?: RecordsWithHits<F>): Promise<void> => {
    const valuesOf = withRecords && ((cityId: string) => withRecords.valuesOf(cityId));
    return admitWork(context, workOfSearch({ ...searching, valuesOf }), maxSearchCost);
  };
  const share = PageShares.ofSearches(summaries, request.order).of(cityIds, recordsOf, request.first - 1);
  // What is in reserve came without records.
  let records =
    recordQuestions.length === 0 || reserve !== undefined
      ? undefined
      : new RecordsWithHits(kind, context, recordQuestions, share, networkRecords);
  try {
    await admit(records);
  } catch (error) {
    // It is found, and what may be fetched of it is settled when that is asked for.
    if (records === undefined || !(error instanceof TooCostlyError)) throw error;
    records = undefined;
    await admit();
  }
  const operation = createHitsOperation(kind, asked);
  const faultLog = FaultLog.ofSearches(logger);
  return withinTime(deadline, fetchReserveMs, async (signal, remainingMs) => {
    const { viewer, traceparent } = context;
    const call = { signal, remainingMs, viewer, traceparent, needsAnswer: require === 'ALL' };
    const askTogether = batchCalls(context, askCity);
    const answers = await Promise.all(
      cityIds.map(async (cityId) => {
        if (reserve !== undefined && !lacking.has(cityId)) return reserve.answerOf(cityId);
        const asking = records?.operationFor(cityId, asked) ?? operation;
        let reply = await askWithin(askTogether, cityId, asking, call);
        if (kind.hitsField === 'needHits' && isLacking(reply) && canBeListed(asked)) {
          const listed = workOfFetch([[cityId, VALUES_OF_NEED * MAX_PAGE]]);
          const admitPage = () => admitWork(context, listed, maxSearchCost);
          reply = await findListedNeeds(askTogether, cityId, asked, call, admitPage);
        }
        // The replies to all siblings come at once.
        const others = letOthersGoOn(context);
        if (others) await others;
        const answer = readAnswer(kind, cityId, records?.takeFrom(cityId, reply) ?? reply, asked);
        if (answer.status !== 'INVALID') faultLog.didWell(cityId);
        else if (faultLog.isNews(cityId, answer.message)) {
          logger.warn({ requestId: traceparent?.split('-')[1], city: cityId, reason: answer.message }, 'invalid hits');
        }
        if (require === 'ALL') requireAnswer(cityId, answer);
        reserve?.keep(cityId, asked, answer);
        return answer;
      }),
    );
    reserve?.trim();
    return { answers, records };
  });
}
