import type { ResponsePath } from '@apollo/query-planner';
import { GraphQLError } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';

/** A subgraph's error as the client gets it: with the path in the whole answer, and the name of the subgraph. */
export function subgraphError(
  error: GraphQLFormattedError,
  serviceName: string,
  path: ResponsePath | undefined,
): GraphQLError {
  const { message, extensions } = error;
  return new GraphQLError(message || `Error while fetching subquery from service "${serviceName}"`, {
    // A data source in this process gives errors with a stack. One with a code was made to be told, and its stack, which takes
    // longer to write than all else of it, is asked for by nobody.
    ...(extensions?.['code'] === undefined && { originalError: error as Error & GraphQLFormattedError }),
    path,
    extensions: { ...extensions, serviceName, code: extensions?.['code'] || 'DOWNSTREAM_SERVICE_ERROR' },
  });
}
