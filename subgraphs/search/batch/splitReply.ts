import type { GraphQLFormattedError } from 'graphql';
import type { CityReply } from '../../contract/AskCity';
import type { QueryPart } from './combineQueries';

/**
 * A city's reply to combined operations, as one of them would have got it alone. An error whose path leads elsewhere is
 * that of another one; an error without a path is everybody's.
 */
export function splitReply(reply: CityReply, { alias, key }: QueryPart): CityReply {
  if (reply.status !== 'ANSWERED') return reply;
  return {
    ...reply,
    data: Object.hasOwn(reply.data, alias) ? { [key]: reply.data[alias] } : {},
    errors: reply.errors.flatMap((error): GraphQLFormattedError[] => {
      const [root, ...rest] = error.path ?? [];
      if (root === undefined) return [error];
      return root === alias ? [{ ...error, path: [key, ...rest] }] : [];
    }),
  };
}
