import { z } from 'zod';
import type { AskCity, CityCall } from '../../contract/AskCity';
import { askWithin } from '../ask/askWithin';
import type { Reference } from '../Reference';
import { CityFetchError } from './CityFetchError';

const QUERY = `query Nodes($representations: [_Any!]!) {
  _entities(representations: $representations) { __typename ... on Node { id } }
}`;

const entitiesShape = z.array(z.object({ __typename: z.string(), id: z.string() }).nullable());

/**
 * Asks a city which of these records of its own it has, in one request.
 *
 * @returns in the same order: the reference, null when the city does not know the record, or why that cannot be told
 */
export async function askOwner(
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
