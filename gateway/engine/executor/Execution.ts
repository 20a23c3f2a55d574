import type { GraphQLDataSource } from '@apollo/gateway';
import type { ResponsePath } from '@apollo/query-planner';
import type { GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
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
