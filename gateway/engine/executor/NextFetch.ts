import type { FetchNode, PlanNode, ResponsePath } from '@apollo/query-planner';
import type { VariableValues } from '../conditions';
import type { Data } from './mergeInto';

/**
 * What will be asked of entities that a subgraph finds, once it has answered. Whoever can have it answered at the same time
 * spares a round.
 */
export interface NextFetch {
  readonly serviceName: string;
  /** To the entities in the subgraph's answer; `@` stands for every item of a list. */
  readonly path: ResponsePath;
  readonly typename: string;
  /** The fields that stand in each representation, beside its type. */
  readonly key: readonly string[];
  readonly query: string;
  /** Without the representations. */
  readonly variables: VariableValues;
}

/** A fetch of entities of one type by plain fields. */
export interface KeyFetch {
  readonly fetch: FetchNode;
  /** To the entities, from the root of the answer. */
  readonly path: ResponsePath;
  readonly typename: string;
  readonly key: readonly string[];
}

/** All of a plan. */
export function findKeyFetches(node: PlanNode, path: ResponsePath = []): readonly KeyFetch[] {
  switch (node.kind) {
    case 'Fetch':
      return readKeyFetch(node, path);
    case 'Flatten':
      return findKeyFetches(node.node, [...path, ...node.path]);
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap((each) => findKeyFetches(each, path));
    default:
      return [];
  }
}

function readKeyFetch(fetch: FetchNode, path: ResponsePath): readonly KeyFetch[] {
  const { requires: [required, ...others] = [], inputRewrites } = fetch;
  if (required?.kind !== 'InlineFragment' || others.length > 0 || inputRewrites) return [];
  const { typeCondition: typename, selections } = required;
  const key: string[] = [];
  for (const selection of selections) {
    if (selection.kind !== 'Field' || selection.selections) return [];
    if (selection.name !== '__typename') key.push(selection.name);
  }
  return typename === undefined ? [] : [{ fetch, path, typename, key }];
}

/**
 * What may be asked next of what a fetch finds, by the values of the operation's variables.
 *
 * @param path of the fetch, from the root of the answer
 */
export function compileNextFetches(
  { serviceName, requires, outputRewrites }: FetchNode,
  path: ResponsePath,
  keyFetches: readonly KeyFetch[],
): (variables: VariableValues) => readonly NextFetch[] {
  const below = keyFetches.filter(
    (other) =>
      other.fetch.serviceName !== serviceName &&
      other.path.length > path.length &&
      path.every((step, at) => step === other.path[at]),
  );
  // What the planner renamed on the way has other keys in the subgraph's answer.
  if (below.length === 0 || outputRewrites) return () => [];
  const start = requires ? ['_entities', '@'] : [];
  return (variables) =>
    below.map(({ fetch, path: to, typename, key }) => ({
      serviceName: fetch.serviceName,
      typename,
      key,
      query: fetch.operation,
      path: [...start, ...to.slice(path.length)],
      variables: variablesOf(fetch, variables),
    }));
}

/** Of the operation's variables, those that a fetch uses. */
export function variablesOf({ variableUsages = [] }: FetchNode, variables: VariableValues): Data {
  const used = Object.create(null) as Data;
  for (const name of variableUsages) {
    if (Object.hasOwn(variables, name) && variables[name] !== undefined) used[name] = variables[name];
  }
  return used;
}
