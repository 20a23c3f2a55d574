import { BadUserInputError, readFirst } from '../../contract/arguments';
import { MAX_PAGE } from '../../contract/bounds';
import { CHANGES_DAYS, RECORD_KINDS } from '../../contract/changes';
import type { ChangeKind, RecordKind } from '../../contract/changes';
import type { Reference } from '../../contract/ids';
import { askWithin } from '../ask/askWithin';
import { batchCalls } from '../ask/batchCalls';
import { letOthersGoOn } from '../ask/turns';
import { withinTime } from '../ask/withinTime';
import { candidatesOf } from '../choice/Candidates';
import { suspendedBy } from '../choice/suspendedBy';
import { admitWork } from '../cost/admitWork';
import { COSTS, workOfFetch } from '../cost/workOf';
import { cover } from '../coverage';
import type { Coverage } from '../coverage';
import { TYPENAMES } from '../lookUpNodes';
import { withoutAddresses } from '../question/addresses';
import type { CityConditions } from '../question/readCityFilter';
import { readCityFilter } from '../question/readCityFilter';
import { withNamedPlaces } from '../question/namedCities';
import { readConcepts, readText, readTimeout } from '../question/readSearchArguments';
import type { IgnoredPart, UnderstoodPart } from '../question/readText';
import { understand } from '../question/understand';
import type { SearchContext } from '../SearchContext';
import type { SearchDependencies } from '../SearchDependencies';
import { comparePlaces, endOf, placeWithin, readProgress, writeProgress } from './Progress';
import type { Place, Progress } from './Progress';
import { createChangesOperation, readChanges, TOO_LONG_AGO } from './readChanges';
import type { ChangesAnswer, ChangesRequest, FoundChange } from './readChanges';

/** The arguments of `changes`, as GraphQL hands them over. */
export interface ChangesArguments {
  readonly since: string;
  readonly kinds?: readonly RecordKind[] | null;
  readonly concepts?: readonly string[] | null;
  readonly text?: string | null;
  readonly filter?: CityConditions | null;
  readonly first?: number | null;
  readonly timeoutMs?: number | null;
}

/** `ChangeList` of the API. */
export interface ChangeList {
  readonly nodes: readonly Change[];
  readonly until: string;
  readonly hasMore: boolean;
  readonly understood: readonly UnderstoodPart[];
  readonly ignored: readonly IgnoredPart[];
  readonly coverage: Coverage;
}

interface Change {
  readonly recordId: string;
  readonly kind: ChangeKind;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly city: { readonly id: string };
  readonly node: Reference | null;
}

const FIRST = { fallback: 50, max: MAX_PAGE };
const DAY_MS = 24 * 60 * 60_000;
/**
 * What changed less than so long ago is told the next time. Clocks differ, and so most cities are read up to the same
 * moment.
 */
const LAG_MS = 30_000;
const MOST_AHEAD_MS = 5 * 60_000;
/** Of a change, there are an id, a kind and a time. */
const VALUES_OF_CHANGE = 3;
const NONE: ReadonlySet<never> = new Set<never>();

/**
 * What became of records since a moment, by the time at which that could first be read, then by id: merged from all cities,
 * a page at a time. Nothing is told twice, unless a city is, and nothing is missed of a city that does not answer now and
 * does later.
 *
 * @throws BadUserInputError
 * @throws TooCostlyError when the client's request asks more of cities than it may
 */
export async function changes(
  args: ChangesArguments,
  context: SearchContext,
  dependencies: SearchDependencies,
): Promise<ChangeList> {
  const startedAt = performance.now();
  const network = dependencies.network();
  const now = dependencies.now().getTime();
  const progress = readSince(args.since, now);
  const first = readFirst(args.first, FIRST);
  const kinds = [...new Set(args.kinds?.length ? args.kinds : RECORD_KINDS)];
  const concepts = readConcepts(args.concepts ?? [], dependencies.vocabulary);
  const typed = readText(args.text ?? '');
  const places = typed === null ? null : network.readPlaces(withoutAddresses(typed));
  const question = understand({ concepts, match: 'ANY', text: typed, places }, dependencies.vocabulary);
  const { groups, text, named, understood, ignored } = question;
  const candidates = candidatesOf(network);
  const cityFilter = readCityFilter(args.filter ?? {}, network, NONE);
  const filter = withNamedPlaces(cityFilter, places?.mentions ?? [], network);
  const passing = candidates.passing(filter);
  const cityIds = candidates.ids.filter((_, rank) => passing.has(rank));

  const asked = { progress, kinds, groups, text, first: first + 1, now };
  const answers = await askForChanges(cityIds, asked, args, context, dependencies);
  const others = letOthersGoOn(context);
  if (others) await others;
  const end = endOf(now - LAG_MS);
  const found = answers
    .flatMap((answer) => answer.changes ?? [])
    .filter((change) => comparePlaces(change, end) < 0)
    .sort(comparePlaces);
  const page = found.slice(0, first);
  const hasMore = found.length > first;
  const last = hasMore ? page.at(-1) : undefined;
  const upTo = last === undefined ? end : { at: last.at, id: last.id, from: null };
  const after = goOn(progress, new Map(cityIds.map((id, index) => [id, answers[index]])), upTo);
  const choice = {
    asked: cityIds.map((cityId) => ({ cityId, withheld: null })),
    ...{ notAsked: 0, withheld: null, candidates: cityIds.length, summariesAsOf: null },
    suspended: suspendedBy(network, filter),
  };
  const coverage = cover(choice, answers, performance.now() - startedAt);
  dependencies.onSearch?.(
    { kind: 'changes', concepts: named, byText: text !== null, coverage, found: found.length, shown: page.length },
    context,
  );
  const stillThere = new Map([...after.others].filter(([cityId]) => network.cities.has(cityId)));
  const until = writeProgress({ ...after, others: stillThere });
  return { nodes: page.map(toChange), until, hasMore, understood, ignored, coverage };
}

/** @throws BadUserInputError */
function readSince(since: string, now: number): Progress {
  const progress = readProgress(since);
  if (progress === undefined) {
    throw new BadUserInputError('since', 'a moment such as 2026-03-01T09:30:00Z, or the `until` of an answer', since);
  }
  if (progress.place.at > now + MOST_AHEAD_MS) throw new BadUserInputError('since', 'a moment that was', since);
  if (isTooLongAgo(progress.place, now)) {
    const expected = `a moment of the last ${CHANGES_DAYS} days, since cities do not know longer what is gone: read all records anew`;
    throw new BadUserInputError('since', expected, since);
  }
  return progress;
}

function isTooLongAgo({ at }: Place, now: number): boolean {
  return at < now - CHANGES_DAYS * DAY_MS;
}

interface AskedChanges extends Pick<ChangesRequest, 'kinds' | 'groups' | 'text' | 'first'> {
  readonly progress: Progress;
  readonly now: number;
}

/** The answers stand in the order of the cities. */
async function askForChanges(
  cityIds: readonly string[],
  { progress, now, ...asked }: AskedChanges,
  { timeoutMs }: Pick<ChangesArguments, 'timeoutMs'>,
  context: SearchContext,
  { askCity, fetchReserveMs, maxSearchCost, maxTimeoutMs }: SearchDependencies,
): Promise<readonly ChangesAnswer[]> {
  const deadline = timeoutMs == null ? context.deadline : context.deadline.allow(readTimeout(timeoutMs, maxTimeoutMs));
  const fetch = workOfFetch(cityIds.map((id) => [id, VALUES_OF_CHANGE * asked.first]));
  await admitWork(context, { ...fetch, tried: COSTS.hub.search }, maxSearchCost);
  return withinTime(deadline, fetchReserveMs, (signal, remainingMs) => {
    const { viewer, traceparent } = context;
    const call = { signal, remainingMs, viewer, traceparent };
    const askTogether = batchCalls(context, askCity);
    return Promise.all(
      cityIds.map(async (cityId) => {
        const after = placeWithin(cityId, progress.others.get(cityId) ?? progress.place);
        if (isTooLongAgo(after, now)) return TOO_LONG_AGO;
        const request = { ...asked, since: after.from ?? after.at, after };
        const reply = await askWithin(askTogether, cityId, createChangesOperation(request), call);
        // The replies to all cities can come at once.
        const others = letOthersGoOn(context);
        if (others) await others;
        return readChanges(cityId, reply, request);
      }),
    );
  });
}

/**
 * How far the reader is then. A city that answered is read up to the end, or the last change of the page where there are
 * more, or until when it says that it told all; and never less far than before. One that did not stays where it was.
 */
function goOn(progress: Progress, answers: ReadonlyMap<string, ChangesAnswer | undefined>, upTo: Place): Progress {
  const answered = [...answers.values()].some((answer) => answer?.until !== undefined);
  if (!answered) return progress;
  const place = moved(progress.place, upTo, upTo.id !== null);
  const others = new Map(progress.others);
  for (const [cityId, answer] of answers) {
    const before = progress.others.get(cityId) ?? progress.place;
    const told = answer?.until === undefined ? before : endOf(answer.until);
    // What came into sight before, and changed behind it, is told as added when that is told.
    const isMore = (answer?.changes ?? []).some((change) => comparePlaces(change, upTo) > 0);
    const own = comparePlaces(told, upTo) < 0 ? moved(before, told, false) : moved(before, upTo, isMore);
    if (comparePlaces(own, place) === 0 && own.from === place.from) others.delete(cityId);
    else others.set(cityId, own);
  }
  return { place, others };
}

/** Moves on from one place to another, unless that lies behind; there may be more of what is being read. */
function moved(from: Place, to: Place, isMore: boolean): Place {
  if (comparePlaces(to, from) <= 0) return from;
  return { ...to, from: isMore ? (from.from ?? from.at) : null };
}

function toChange({ id, type, kind, at }: FoundChange): Change {
  const [cityId = ''] = id.split(':', 1);
  const node = kind === 'REMOVED' ? null : { __typename: TYPENAMES[type], id };
  return { recordId: id, kind, at: new Date(at).toISOString(), city: { id: cityId }, node };
}
