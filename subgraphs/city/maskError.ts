import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';
import { SERVICE_UNAVAILABLE } from './request/SERVICE_UNAVAILABLE';
import type { DatabaseFault } from './database/faultOf';
import { faultOf } from './database/faultOf';

const MESSAGES = {
  unavailable: "The city's database cannot be reached at the moment.",
  'too slow': 'The city stopped looking for an answer because it took too long.',
} satisfies Record<DatabaseFault, string>;

/**
 * Lets errors through that were made for clients and hides all others, which may tell of statements, addresses or code:
 * of these it says no more than whether it is worth asking again.
 *
 * @param report is given each error that was hidden.
 */
export function maskError(
  formatted: GraphQLFormattedError,
  error: unknown,
  report: (hidden: unknown) => void,
): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  if (cause instanceof GraphQLError && formatted.extensions?.code !== 'INTERNAL_SERVER_ERROR') {
    return formatted;
  }
  report(cause);
  const fault = faultOf(cause);
  return {
    message: fault === null ? 'The city could not answer because of an internal error.' : MESSAGES[fault],
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
    extensions: { code: fault === null ? 'INTERNAL_SERVER_ERROR' : SERVICE_UNAVAILABLE },
  };
}
