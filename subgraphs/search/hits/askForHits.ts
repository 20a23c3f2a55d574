import type { CityChoice } from '../choice/chooseCities';
import { MAX_PAGE } from '../../contract/bounds';
import { askWithin } from '../ask/askWithin';
import { batchCalls } from '../ask/batchCalls';
import { FaultLog } from '../ask/FaultLog';
import { letOthersGoOn } from '../ask/turns';
import { withinTime } from '../ask/withinTime';
import { TooCostlyError } from '../cost/Account';
import { admitWork } from '../cost/admitWork';
import { workOfFetch, workOfSearch } from '../cost/workOf';
import { requireAnswer } from '../coverage';
import type { Features, SearchKind } from '../kinds';
import { VALUES_OF_NEED } from '../needs/askForNeeds';
import { canBeListed, findListedNeeds, isLacking } from '../needs/findListedNeeds';
import type { Deadline, SearchContext } from '../SearchContext';
import type { SearchDependencies } from '../SearchDependencies';
import type { HitReserve } from './HitReserve';
import { createHitsOperation } from './HitsRequest';
import type { HitsRequest } from './HitsRequest';
import { PageShares } from './PageShares';
import { readAnswer } from './readAnswer';
import type { HitsAnswer } from './readAnswer';
import type { RecordQuestion } from './RecordQuestion';
import { RecordsWithHits } from './RecordsWithHits';

export interface HitsCall {
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
export async function askForHits<F extends Features>(
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
