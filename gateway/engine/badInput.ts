import { GraphQLError } from 'graphql';
import type { ASTNode, GraphQLErrorOptions } from 'graphql';

/**
 * What is wrong with what a client gave, where in its operation that stands, and where in the answer it is missing. Without
 * a place, nothing can be answered.
 */
export function badInput(
  message: string,
  nodes: ASTNode | readonly ASTNode[] | undefined,
  path?: GraphQLErrorOptions['path'],
): GraphQLError {
  const http = path === undefined ? { http: { status: 400 } } : {};
  return new GraphQLError(message, { nodes, path, extensions: { code: 'BAD_USER_INPUT', ...http } });
}
