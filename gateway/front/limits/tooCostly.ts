import { GraphQLError } from 'graphql';

/** A request asks for more than the hub does for one. The message has the figure, the limit and what to do. */
export function tooCostly(figure: string, limit: number, advice: string): GraphQLError {
  return new GraphQLError(`${figure}, and the limit is ${limit}. ${advice}`, {
    extensions: { code: 'TOO_COSTLY', http: { status: 400 } },
  });
}
