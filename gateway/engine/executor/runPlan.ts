import type { GatewayExecutionResult } from '@apollo/server-gateway-interface';
import type { ResponsePath } from '@apollo/query-planner';
import { GraphQLError } from 'graphql';
import { noteError } from './Execution';
import type { Data } from './Data';
import type { Execution, Step } from './Execution';
import { pathToNull } from './pathToNull';

/**
 * Runs a plan and makes the answer of what the subgraphs said. A null that moved up to where it is allowed is no error of
 * its own: either a subgraph tells in an error why it is there, or the thing does not exist.
 *
 * @param step what the plan fetches, if anything
 * @param shape makes the data of what was fetched, and tells of what was not to be fetched
 */
export async function runPlan(
  step: Step | undefined,
  execution: Execution,
  shape: (root: Data, refuse: (error: GraphQLError) => void) => Data | null | Promise<Data | null>,
): Promise<GatewayExecutionResult> {
  const { root, errors, losses, names, work } = execution;
  try {
    await step?.(execution, { path: [], objects: [root] });
  } catch (error) {
    if (work.failure) return { errors: [work.failure] };
    throw error;
  }
  try {
    const data = await shape(root, (error) => {
      noteError(execution, () => error);
    });
    if (errors.length === 0) return { data };
    const placed = errors.map((error) => {
      const loss = losses.get(error);
      return loss ? withPath(error as GraphQLError, pathToNull(loss, root, data, names)) : (error as GraphQLError);
    });
    if (execution.untold > 0) placed.push(furtherErrors(execution));
    return { errors: placed, data };
  } catch (error) {
    // A subgraph answered what its own schema does not allow.
    return { errors: [toGraphQLError(error)] };
  }
}

function withPath({ message, originalError, extensions }: GraphQLError, path: ResponsePath): GraphQLError {
  return new GraphQLError(message, { originalError, path, extensions });
}

function furtherErrors({ untold, errors }: Execution): GraphQLError {
  const message = `There are ${untold} errors beside these, and ${errors.length} are told at most.`;
  return new GraphQLError(message, { extensions: { code: 'FURTHER_ERRORS' } });
}

function toGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  if (error instanceof Error) return new GraphQLError(error.message, { originalError: error });
  return new GraphQLError('Unexpected error during query plan execution');
}
