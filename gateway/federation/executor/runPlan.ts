import type { GatewayExecutionResult } from '@apollo/server-gateway-interface';
import { GraphQLError } from 'graphql';
import type { Execution, Step } from './Execution';
import type { PlannedOperation } from './planOperation';
import type { Introspect } from './shape/compileShape';

/**
 * Runs a plan and makes the answer of what the subgraphs said. A null that moved up to where it is allowed is no error of
 * its own: either a subgraph tells in an error why it is there, or the thing does not exist.
 *
 * @param step what the plan fetches, if anything
 * @param introspect answers the fields of introspection
 */
export async function runPlan(
  { shapes }: PlannedOperation,
  step: Step | undefined,
  execution: Execution,
  introspect: Introspect,
): Promise<GatewayExecutionResult> {
  const { root, errors } = execution;
  await step?.(execution, { path: [], objects: [root] });
  try {
    const data = shapes.of(execution)(root, introspect);
    return errors.length === 0 ? { data } : { errors: errors as GraphQLError[], data };
  } catch (error) {
    // A subgraph answered what its own schema does not allow.
    return { errors: [toGraphQLError(error)] };
  }
}

function toGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  if (error instanceof Error) return new GraphQLError(error.message, { originalError: error });
  return new GraphQLError('Unexpected error during query plan execution');
}
