import { withinTime } from '../ask/withinTime';
import { BadUserInputError, readFirst } from '../../contract/arguments';
import type { CityCursors } from '../SearchSources';
import { batchCalls } from '../ask/batchCalls';
import { admitWork } from '../cost/admitWork';
import { workOfFetch } from '../cost/workOf';
import type { PageInfo } from '../page/cursor';
import { pageOf } from '../page/pageOfCounts';
import type { Reference } from '../../contract/ids';
import type { SearchContext } from '../SearchContext';
import type { SearchDependencies } from '../SearchDependencies';
import { askForNeeds, NeedsUnavailableError, VALUES_OF_NEED } from '../needs/askForNeeds';

export interface MatchesArguments {
  readonly city: string;
  readonly first?: number | null;
  readonly after?: string | null;
}

/** `NeedMatchConnection` of the API. */
export interface NeedMatchConnection {
  readonly edges: readonly { readonly cursor: string; readonly node: NeedMatch }[];
  readonly nodes: readonly NeedMatch[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
}

/** `NeedMatch` of the API, as far as it is known before its searches are asked for. */
export interface NeedMatch {
  readonly need: Reference;
  readonly concepts: readonly { readonly id: string }[];
  /** Whose need it is: never asked for what matches. */
  readonly cityId: string;
}

const FIRST = { fallback: 10, max: 20 };
/** As many as a search takes. */
const MAX_CONCEPTS = 100;

/**
 * What a city looks for: a page of its needs, which the city itself is asked for, with the concepts by which others have
 * something for it. A concept that this vocabulary does not have, as a city may use a newer or older one, is left out.
 *
 * @throws BadUserInputError
 * @throws NeedsUnavailableError
 * @throws TooCostlyError when the client's request asks more of cities than it may
 */
export async function matches(
  { city: cityId, first: given, after }: MatchesArguments,
  context: SearchContext,
  { network, vocabulary, askCity, cursors, fetchReserveMs, maxSearchCost, onRead }: SearchDependencies,
): Promise<NeedMatchConnection> {
  const city = network().cities.get(cityId);
  if (city === undefined) throw new BadUserInputError('city', 'a city of the network', cityId);
  const request = {
    concepts: null,
    first: readFirst(given, FIRST),
    after: after == null ? null : openCursor(after, cityId, cursors),
  };
  if (!city.connected) throw new NeedsUnavailableError(cityId, 'UNREACHABLE', 'It hosts no server yet.');
  await admitWork(context, workOfFetch([[cityId, VALUES_OF_NEED * request.first]]), maxSearchCost);
  const { deadline, viewer, traceparent } = context;
  const tell = (answered: boolean, needs: number): void => {
    onRead?.({ cityId, answered, read: new Map([['City.needs', needs]]) }, context);
  };
  const page = await withinTime(deadline, fetchReserveMs, (signal, remainingMs) =>
    askForNeeds(batchCalls(context, askCity), cityId, request, {
      signal,
      remainingMs,
      viewer,
      traceparent,
      needsAnswer: true,
    }),
  ).catch((error: unknown) => {
    tell(error instanceof BadUserInputError, 0);
    throw error;
  });
  tell(true, page.needs.length);

  const edges = page.needs.map(({ id, cursor, mappings }) => ({
    cursor: cursors.close(cursor, cityId),
    node: {
      need: { __typename: 'Need', id },
      concepts: [...new Set(mappings.map(({ concept }) => concept))]
        .filter((concept) => vocabulary.has(concept))
        .slice(0, MAX_CONCEPTS)
        .map((concept) => ({ id: concept })),
      cityId,
    },
  }));
  const around = { hasNextPage: page.hasNextPage, hasPreviousPage: request.after !== null };
  return { ...pageOf(edges, around), totalCount: page.total };
}

function openCursor(after: string, cityId: string, cursors: CityCursors): string {
  const cursor = cursors.open(after, cityId);
  if (cursor === undefined) throw new BadUserInputError('after', `a cursor of the needs of ${cityId}`, after);
  return cursor;
}
