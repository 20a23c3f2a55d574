import { z } from 'zod';
import { GraphQLError } from 'graphql';
import { withinTime } from './ask/withinTime';
import { BadUserInputError } from '../contract/arguments';
import { batchCalls } from './ask/batchCalls';
import { admitWork } from './cost/admitWork';
import { workOfFetch } from './cost/workOf';
import type { OwnedType, Reference } from '../contract/ids';
import { parseId } from '../contract/ids';
import type { SearchContext } from './SearchContext';
import type { SearchDependencies, ReadEvent } from './SearchDependencies';
import type { AskCity, CityCall, FailureStatus } from '../contract/AskCity';
import { askWithin } from './ask/askWithin';

/** The record, null when its owner does not know it, or why neither can be said. GraphQL takes an error for that entry. */
export type NodeAnswer = Reference | null | BadUserInputError | CityFetchError;

export const TYPENAMES: Readonly<Record<OwnedType, string>> = {
  staff: 'Staff',
  programme: 'Programme',
  topic: 'Topic',
  exchange: 'Exchange',
  need: 'Need',
  offer: 'Offer',
};

/**
 * Looks up records by their ids, each at its owner: what the hub owns here, what cities own with one request to each
 * city at the same time, whichever fields ask for it. One owner's failure is that of its own entries only.
 *
 * @param argument from which the ids come, for errors
 * @returns in the order of the ids
 * @throws TooCostlyError when the client's request asks more of cities than it may
 */
export async function lookUpNodes(
  ids: readonly string[],
  argument: string,
  context: SearchContext,
  dependencies: Pick<
    SearchDependencies,
    'network' | 'vocabulary' | 'askCity' | 'fetchReserveMs' | 'maxSearchCost' | 'onRead'
  >,
): Promise<readonly NodeAnswer[]> {
  const { vocabulary, fetchReserveMs, maxSearchCost } = dependencies;
  const { deadline, viewer, traceparent } = context;
  const askCity = batchCalls(context, dependencies.askCity);
  const network = dependencies.network();
  const answers = new Map<string, NodeAnswer>();
  const owned = new Map<string, Reference[]>();

  for (const id of new Set(ids)) {
    const parsed = parseId(id);
    if (parsed === undefined) {
      answers.set(id, new BadUserInputError(argument, 'an id such as gera:staff:12', id));
    } else if (parsed.owner === 'hub' && parsed.type === 'concept') {
      answers.set(id, vocabulary.has(id) ? { __typename: 'Concept', id } : null);
    } else if (parsed.owner === 'hub' && parsed.type === 'alliance') {
      answers.set(id, network.alliances.has(id) ? { __typename: 'Alliance', id } : null);
    } else {
      const cityId = parsed.owner === 'city' ? parsed.cityId : id;
      const city = network.cities.get(cityId);
      if (city === undefined) {
        answers.set(id, new BadUserInputError(argument, 'an id of a city of the network', id));
      } else if (parsed.owner === 'hub') {
        answers.set(id, { __typename: 'City', id });
      } else if (city.suspended === true) {
        answers.set(
          id,
          new CityFetchError(cityId, 'SUSPENDED', 'The operator of the network took it out for a while.'),
        );
      } else if (!city.connected) {
        answers.set(id, null);
      } else {
        owned.set(cityId, [...(owned.get(cityId) ?? []), { __typename: TYPENAMES[parsed.type], id }]);
      }
    }
  }

  const asked = [...owned].map(([cityId, references]) => [cityId, references.length] as const);
  if (owned.size > 0) await admitWork(context, workOfFetch(asked), maxSearchCost);
  await withinTime(deadline, fetchReserveMs, (signal, remainingMs) => {
    const call = { signal, remainingMs, viewer, traceparent, needsAnswer: true };
    return Promise.all(
      [...owned].map(async ([cityId, references]) => {
        const found = await askOwner(askCity, cityId, references, call);
        for (const [index, { id }] of references.entries()) answers.set(id, found[index] ?? null);
        dependencies.onRead?.({ cityId, ...describeFound(references, found) }, context);
      }),
    );
  });
  return ids.map((id) => answers.get(id) ?? null);
}

/** How many records of which type the owner has of those it was asked for. */
function describeFound(
  references: readonly Reference[],
  found: readonly (Reference | null | CityFetchError)[],
): Pick<ReadEvent, 'answered' | 'read'> {
  const read = new Map(references.map(({ __typename }) => [__typename, 0]));
  for (const answer of found) {
    if (answer !== null && '__typename' in answer) read.set(answer.__typename, (read.get(answer.__typename) ?? 0) + 1);
  }
  return { answered: !found.some((answer) => answer instanceof CityFetchError), read };
}

const QUERY = `query Nodes($representations: [_Any!]!) {
  _entities(representations: $representations) { __typename ... on Node { id } }
}`;

const entitiesShape = z.array(z.object({ __typename: z.string(), id: z.string() }).nullable());

/**
 * Asks a city which of these records of its own it has, in one request.
 *
 * @returns in the same order: the reference, null when the city does not know the record, or why that cannot be told
 */
async function askOwner(
  askCity: AskCity,
  cityId: string,
  references: readonly Reference[],
  call: CityCall,
): Promise<readonly (Reference | null | CityFetchError)[]> {
  const operation = { query: QUERY, variables: { representations: references } };
  const reply = await askWithin(askCity, cityId, operation, call);
  if (reply.status !== 'ANSWERED') {
    return references.map(() => new CityFetchError(cityId, reply.status, reply.message));
  }
  const entities = entitiesShape.safeParse(reply.data['_entities']);
  if (!entities.success || entities.data.length !== references.length) {
    return references.map(() => new CityFetchError(cityId, 'INVALID', 'Its answer breaks the contract.'));
  }
  return references.map((reference, index) => {
    const entity = entities.data[index] ?? null;
    if (entity === null) {
      // Null with an error that points here, or nowhere, is a failure: the city did not say that it has no such record.
      const failed = reply.errors.some(({ path }) => path?.[1] === undefined || path[1] === index);
      return failed ? new CityFetchError(cityId, 'ERROR', 'It reported an error.') : null;
    }
    if (entity.__typename !== reference.__typename || entity.id !== reference.id) {
      return new CityFetchError(cityId, 'INVALID', 'It answered with another record.');
    }
    return reference;
  });
}

/**
 * A record could not be had from its owner. The code tells what became of asking: `CITY_TIMED_OUT`, `CITY_UNREACHABLE`,
 * ...; `CITY_ERROR` when the city answered, but reported an error for this record; `CITY_SUSPENDED` when nobody may ask it.
 */
class CityFetchError extends GraphQLError {
  constructor(cityId: string, failure: FailureStatus | 'ERROR' | 'SUSPENDED', message: string) {
    super(`The record could not be had from ${cityId}. ${message}`, {
      extensions: { code: `CITY_${failure}`, city: cityId, phase: 'FETCH' },
    });
    this.name = 'CityFetchError';
  }
}
