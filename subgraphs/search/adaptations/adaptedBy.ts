import DataLoader from 'dataloader';
import { MAX_PAGE, MAX_REFERENCES } from '../../contract/bounds';
import { readFirst } from '../../contract/arguments';
import type { Reference } from '../../contract/ids';
import { askWithin } from '../ask/askWithin';
import { afterThisTick } from '../ask/turns';
import { withinTime } from '../ask/withinTime';
import type { CityChoice } from '../choice/chooseCities';
import { admitWork } from '../cost/admitWork';
import { workOfFetch } from '../cost/workOf';
import { cover } from '../coverage';
import type { Coverage } from '../coverage';
import { readTimeout } from '../question/readSearchArguments';
import type { Deadline, SearchContext } from '../SearchContext';
import type { SearchDependencies } from '../SearchDependencies';
import { chooseAdapters } from './chooseAdapters';
import { createAdaptationsOperation, readAdaptations } from './readAdaptations';
import type { AdaptationsAnswer } from './readAdaptations';

export interface AdaptedByArguments {
  readonly first?: number | null;
  readonly timeoutMs?: number | null;
}

/** `AdaptationList` of the API. */
export interface AdaptationList {
  readonly nodes: readonly Reference[];
  readonly totalCount: number;
  readonly coverage: Coverage;
}

/** What is asked in one tick is asked together. */
interface Asked {
  readonly programmeId: string;
  readonly deadline: Deadline;
}

/** What all cities say of one programme. The answers stand in the order of the cities asked. */
interface Told {
  readonly choice: CityChoice;
  readonly answers: readonly AdaptationsAnswer[];
}

const FIRST = { fallback: 20, max: MAX_PAGE };
/** A city makes few programmes after one of another; of each, there is an id. */
const VALUES_OF_PROGRAMME = 4;

/** By the client's request. */
const loaders = new WeakMap<SearchContext, DataLoader<Asked, Told>>();

/**
 * Which programmes of other cities were made after one, by id. Asks the cities whose summary names it; for all programmes
 * of a page with one call to each city.
 *
 * @throws BadUserInputError
 * @throws TooCostlyError when the client's request asks more of cities than it may
 */
export async function adaptedBy(
  programmeId: string,
  { first: given, timeoutMs }: AdaptedByArguments,
  context: SearchContext,
  dependencies: SearchDependencies,
): Promise<AdaptationList> {
  const startedAt = performance.now();
  const first = readFirst(given, FIRST);
  const deadline =
    timeoutMs == null ? context.deadline : context.deadline.allow(readTimeout(timeoutMs, dependencies.maxTimeoutMs));

  const { choice, answers } = await loaderOf(context, dependencies).load({ programmeId, deadline });
  const found = answers.map((answer) => answer.found?.get(programmeId) ?? []);
  const covered = answers.map((answer, index) => ({
    ...answer,
    ...(answer.found && { total: found[index]?.length ?? 0 }),
  }));
  const coverage = cover(choice, covered, performance.now() - startedAt);
  const ids = found.flat().sort();
  const nodes = ids.slice(0, first).map((id) => ({ __typename: 'Programme', id }));
  dependencies.onSearch?.(
    { kind: 'adaptations', concepts: [], byText: false, coverage, found: ids.length, shown: nodes.length },
    context,
  );
  return { nodes, totalCount: ids.length, coverage };
}

function loaderOf(context: SearchContext, dependencies: SearchDependencies): DataLoader<Asked, Told> {
  const known = loaders.get(context);
  if (known !== undefined) return known;
  const loader = new DataLoader<Asked, Told>((asked) => askAll(asked, context, dependencies), {
    cache: false,
    maxBatchSize: MAX_REFERENCES,
    batchScheduleFn: (dispatch) => {
      afterThisTick(context, dispatch);
    },
  });
  loaders.set(context, loader);
  return loader;
}

async function askAll(
  asked: readonly Asked[],
  context: SearchContext,
  dependencies: SearchDependencies,
): Promise<readonly Told[]> {
  const { askCity, summaries, maxCitiesForText, fetchReserveMs, maxSearchCost } = dependencies;
  const { viewer, traceparent } = context;
  const network = dependencies.network();
  const choices = asked.map(({ programmeId }) =>
    chooseAdapters(programmeId, { network, viewer, summaries, maxCitiesForText }),
  );
  const byCity = new Map<string, Set<string>>();
  for (const [index, { programmeId }] of asked.entries()) {
    for (const { cityId } of choices[index]?.asked ?? []) {
      byCity.set(cityId, (byCity.get(cityId) ?? new Set()).add(programmeId));
    }
  }
  const work = Array.from(byCity, ([cityId, of]) => [cityId, VALUES_OF_PROGRAMME * of.size] as const);
  await admitWork(context, workOfFetch(work), maxSearchCost);

  const [deadline = context.deadline] = asked.map((one) => one.deadline).sort(byTimeLeft);
  const answers = await withinTime(deadline, fetchReserveMs, async (signal, remainingMs) => {
    const call = { signal, remainingMs, viewer, traceparent };
    const replies = [...byCity].map(async ([cityId, ids]): Promise<[string, AdaptationsAnswer]> => {
      const of = [...ids];
      const reply = await askWithin(askCity, cityId, createAdaptationsOperation(of), call);
      return [cityId, readAdaptations(cityId, reply, of)];
    });
    return new Map(await Promise.all(replies));
  });
  return choices.map((choice) => ({
    choice,
    answers: choice.asked.flatMap(({ cityId }) => answers.get(cityId) ?? []),
  }));
}

/** The longest first: it holds for the whole query. */
function byTimeLeft(a: Deadline, b: Deadline): number {
  return b.remainingMs() - a.remainingMs();
}
