import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';

/**
 * Lets errors through that were made for clients and hides all others, which may tell of statements, addresses or code.
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
  return {
    message: 'The city could not answer because of an internal error.',
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };
}
