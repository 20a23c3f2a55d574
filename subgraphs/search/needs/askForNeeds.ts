import { GraphQLError } from 'graphql';
import type { AskCity, CityCall, CityReply, FailureStatus } from '../../contract/AskCity';
import { askWithin } from '../ask/askWithin';
import { BadUserInputError } from '../../contract/arguments';
import { ContractBreachError } from '../hits/readFields';
import type { NeedPage } from './verifyNeeds';
import { verifyNeeds } from './verifyNeeds';

/** Which page of a city's needs. */
interface NeedsRequest {
  /** Only needs on topics that map to one of these. Null for all. */
  readonly concepts: readonly string[] | null;
  readonly first: number;
  /** A cursor of the city. */
  readonly after: string | null;
}

/** Of a need that is listed: its id and cursor, and the concepts of some topics. */
export const VALUES_OF_NEED = 10;

const QUERY = `query Needs($representations: [_Any!]!, $filter: CityNeedFilter, $first: Int!, $after: String) {
  _entities(representations: $representations) {
    ... on City {
      needs(filter: $filter, first: $first, after: $after) {
        edges { cursor node { id topics { id mappings { match concept { id } } } } }
        pageInfo { hasNextPage }
        totalCount
      }
    }
  }
}`;

/**
 * Asks a city for a page of its needs, which every city lists.
 *
 * @throws BadUserInputError when the city does not take the cursor
 * @throws NeedsUnavailableError when the city could not be had, or its answer not be used
 */
export async function askForNeeds(
  askCity: AskCity,
  cityId: string,
  { concepts, first, after }: NeedsRequest,
  call: CityCall,
): Promise<NeedPage> {
  const variables = {
    representations: [{ __typename: 'City', id: cityId }],
    ...(concepts !== null && { filter: { concepts } }),
    first,
    ...(after !== null && { after }),
  };
  const reply = await askWithin(askCity, cityId, { query: QUERY, variables }, call);
  if (reply.status !== 'ANSWERED') throw new NeedsUnavailableError(cityId, reply.status, reply.message);
  if (after !== null && reply.errors.some(({ extensions }) => extensions?.['code'] === 'BAD_USER_INPUT')) {
    throw new BadUserInputError('after', `a cursor of the needs of ${cityId}`, after);
  }
  // Beside an error, a need or a mapping can be missing.
  if (reply.errors.length > 0) throw new NeedsUnavailableError(cityId, 'ERROR', 'It reported an error.');
  try {
    return verifyNeeds(cityId, readNeeds(reply), first);
  } catch (error) {
    if (!(error instanceof ContractBreachError)) throw error;
    throw new NeedsUnavailableError(cityId, 'INVALID', `Its answer breaks the contract: ${error.message}.`);
  }
}

function readNeeds({ data }: Extract<CityReply, { status: 'ANSWERED' }>): unknown {
  const entities = data['_entities'];
  const [city] = Array.isArray(entities) && entities.length === 1 ? (entities as unknown[]) : [];
  return typeof city === 'object' && city !== null && 'needs' in city ? city.needs : undefined;
}

/**
 * A city's needs could not be had from it. The code tells what became of asking: `CITY_TIMED_OUT`, `CITY_UNREACHABLE`,
 * ...; `CITY_ERROR` when the city answered, but reported an error.
 */
export class NeedsUnavailableError extends GraphQLError {
  constructor(
    cityId: string,
    readonly failure: FailureStatus | 'ERROR',
    readonly reason: string,
  ) {
    super(`The needs could not be had from ${cityId}. ${reason}`, {
      extensions: { code: `CITY_${failure}`, city: cityId, phase: 'SEARCH' },
    });
    this.name = 'NeedsUnavailableError';
  }
}
