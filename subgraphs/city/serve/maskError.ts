import { types } from 'node:util';
import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import { QueryFailedError } from 'typeorm';
import type { CityContext } from '../answer/context';
import { DatabaseUnreachableError } from '../database/RequestStatements';
import { SERVICE_UNAVAILABLE } from '../errors';

const MESSAGES = {
  unavailable: "The city's database cannot be reached at the moment.",
  'too slow': 'The city stopped looking for an answer because it took too long.',
} satisfies Record<DatabaseFailure, string>;

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
  report(cause instanceof DatabaseUnreachableError ? cause.cause : cause);
  const failure = databaseFailureOf(cause);
  return {
    message: failure === null ? 'The city could not answer because of an internal error.' : MESSAGES[failure],
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
    extensions: { code: failure === null ? 'INTERNAL_SERVER_ERROR' : SERVICE_UNAVAILABLE },
  };
}

/** What is wrong with the database itself, and not with a statement. */
type DatabaseFailure = 'unavailable' | 'too slow';

/** Errors of node's sockets and of looking up a host's address. */
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** What pg and its pool say without any code. */
const LOST =
  /^(connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|query read timeout)/i;

/** Tells a database that is away, ending, starting or full, and one that takes too long, from all other failures. */
function databaseFailureOf(error: unknown): DatabaseFailure | null {
  if (error instanceof DatabaseUnreachableError) return 'unavailable';
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (!types.isNativeError(cause)) {
    return null;
  }
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  // PostgreSQL's manual, Appendix A: connection exceptions, shutdowns and starts, too many connections, out of memory.
  if (UNREACHABLE.has(code) || /^08|^57P0[1-5]$|^53[0-9]{3}$/.test(code) || LOST.test(cause.message)) {
    return 'unavailable';
  }
  // Statement timeout; lock timeout; idle in transaction.
  return ['57014', '55P03', '25P03'].includes(code) ? 'too slow' : null;
}

/**
 * An answer without its database is none: HTTP 503, so that the hub takes the city for unreachable, and not for one that
 * answers nonsense.
 */
export function createOutagePlugin(): ApolloServerPlugin<CityContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: ({ response }) => {
          const { body, http } = response;
          const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
          if (errors.some(({ extensions }) => extensions?.code === SERVICE_UNAVAILABLE)) {
            http.status ??= 503;
            http.headers.set('retry-after', '5');
          }
          return Promise.resolve();
        },
      }),
  };
}
