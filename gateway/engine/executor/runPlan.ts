import type { GraphQLDataSource } from '@apollo/gateway';
import type { ResponsePath } from '@apollo/query-planner';
import type { GatewayExecutionResult, GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import { GraphQLError } from 'graphql';
import type { AnswerWork } from '../AnswerWork';
import type { VariableValues } from '../conditions';
import type { Data } from './mergeInto';
import type { PlanNames } from './toPlannable';

/** One run of a plan: what its steps share. */
export interface Execution {
  readonly incoming: GatewayGraphQLRequestContext;
  readonly variables: VariableValues;
  readonly names: PlanNames;
  readonly services: ReadonlyMap<string, GraphQLDataSource>;
  /** What the subgraphs answered so far, put together. The steps write into it. */
  readonly root: Data;
  /** A data source may throw anything. Bounded as `noteError` has it. */
  readonly errors: unknown[];
  /** Of the errors, those of an object as a whole. */
  readonly losses: Map<unknown, Loss>;
  /** How many more errors there were. */
  untold: number;
  readonly work: AnswerWork;
}

/** An error of an object as a whole: what was asked of a subgraph about it did not come. */
export interface Loss {
  /** To the object, under the names of the plan. */
  readonly path: ResponsePath;
  /** The keys of the object that were to come, under the names of the plan. */
  readonly keys: () => ReadonlySet<string>;
}

/** Where in the data a step works. */
export interface Place {
  /** From the root; `@` stands for every item of a list. */
  readonly path: ResponsePath;
  /** The objects that are there, in order. */
  readonly objects: readonly Data[];
}

/** A node of a query plan, ready to be run any number of times. */
export type Step = (execution: Execution, place: Place) => Promise<void>;

/** Of one answer: each is located and formatted, and in a long list each item can have the same one. */
const MAX_ERRORS = 250;

/** Takes note of an error of the answer, which is made only if it will be told; else that there is one more. */
export function noteError<Made>(execution: Execution, make: () => Made): Made | undefined {
  if (execution.errors.length >= MAX_ERRORS) {
    execution.untold += 1;
    return undefined;
  }
  const error = make();
  execution.errors.push(error);
  return error;
}

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

/**
 * Where a client sees what an object's error took: at the object, where that is null, else at the first of its fields that
 * is null because it did not come. The other fields are there, from other subgraphs.
 *
 * @param root what the subgraphs answered, put together
 * @param data what the client gets of it
 */
function pathToNull({ path, keys }: Loss, root: Data, data: Data | null, names: PlanNames): ResponsePath {
  const place = names.restorePath(path);
  const shown = valueAt(data, place);
  const answered = valueAt(root, path);
  if (!isObject(shown) || !isObject(answered)) return place;
  const nulls = Object.keys(shown).filter((key) => shown[key] === null);
  const expected = keys();
  const lost =
    nulls.find((key) =>
      names.plannedFor(key).some((planned) => expected.has(planned) && isMissing(answered, planned)),
    ) ??
    // The directory makes some fields of what a city answers.
    nulls.find((key) => names.plannedFor(key).every((planned) => isMissing(answered, planned)));
  return lost === undefined ? place : [...place, lost];
}

function valueAt(value: unknown, path: ResponsePath): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<string | number, unknown>)[step];
  }
  return at;
}

function isMissing(object: Data, key: string): boolean {
  return !Object.hasOwn(object, key) || object[key] === undefined;
}

function isObject(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
