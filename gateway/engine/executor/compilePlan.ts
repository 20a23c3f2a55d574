import type { FetchNode, PlanNode, QueryPlan, ResponsePath } from '@apollo/query-planner';
import { fetchStep } from './fetchStep';
import type { Data } from './mergeInto';
import { compileNextFetches, findKeyFetches } from './NextFetch';
import type { KeyFetch } from './NextFetch';
import type { TypeConditions } from './representations';
import type { Step } from './runPlan';

/** All that can be known of an operation before it is run. */
export interface PlannedOperation {
  readonly plan: QueryPlan;
  /** Undefined when nothing is to be fetched; null when there is something in the plan that is not known here. */
  readonly step: Step | undefined | null;
}

/** @param types of the supergraph, which has more of them than clients see */
export function compilePlan(plan: QueryPlan, types: TypeConditions): PlannedOperation {
  const { node } = plan;
  if (node === undefined || node.kind === 'Subscription') return { plan, step: node && null };
  return { plan, step: compileNode(node, { types, keyFetches: findKeyFetches(node), path: [] }) };
}

interface Compiling {
  readonly types: TypeConditions;
  /** Of the whole plan. */
  readonly keyFetches: readonly KeyFetch[];
  /** Where in the answer the node works. */
  readonly path: ResponsePath;
}

/** Null for a plan with a node of which nothing is known here. Conditions are settled before an operation is planned. */
function compileNode(node: PlanNode, compiling: Compiling): Step | null {
  switch (node.kind) {
    case 'Fetch':
      // Not planned for the supergraphs that Apollo Gateway accepts.
      return node.contextRewrites ? null : compileFetch(node, compiling);
    case 'Flatten': {
      const step = compileNode(node.node, { ...compiling, path: [...compiling.path, ...node.path] });
      return step && flattenStep(node.path, step);
    }
    case 'Sequence': {
      const steps = compileAll(node.nodes, compiling);
      return steps && sequenceStep(steps);
    }
    case 'Parallel': {
      const steps = compileAll(node.nodes, compiling);
      return steps && parallelStep(steps);
    }
    default:
      return null;
  }
}

function compileFetch(fetch: FetchNode, { types, keyFetches, path }: Compiling): Step {
  return fetchStep(fetch, types, compileNextFetches(fetch, path, keyFetches));
}

function compileAll(nodes: readonly PlanNode[], compiling: Compiling): readonly Step[] | null {
  const steps: Step[] = [];
  for (const node of nodes) {
    const step = compileNode(node, compiling);
    if (step === null) return null;
    steps.push(step);
  }
  return steps;
}

/** Each step sees what the ones before it brought. */
function sequenceStep(steps: readonly Step[]): Step {
  return async (execution, place) => {
    for (const step of steps) await step(execution, place);
  };
}

/** All steps begin at once. */
function parallelStep(steps: readonly Step[]): Step {
  return async (execution, place) => {
    await Promise.all(steps.map((step) => step(execution, place)));
  };
}

/** Runs a step on what is at a path below the place. */
function flattenStep(path: ResponsePath, step: Step): Step {
  // Async, so that it rejects where it would throw: a step beside it has begun already.
  return async (execution, place) => {
    const objects = collect(place.objects, path);
    if (objects.length > 0) await step(execution, { path: [...place.path, ...path], objects });
  };
}

/**
 * What is at a path, in order, and each once: an object can stand in many places. Nulls are left out. Throws where the data
 * does not have the shape that the path says.
 */
function collect(objects: readonly Data[], path: ResponsePath): readonly Data[] {
  let values = new Set<unknown>(objects);
  for (const head of path) {
    const below = new Set<unknown>();
    for (const value of values) {
      if (head === '@') {
        if (!Array.isArray(value)) throw new Error(`Unexpected object in the place of a list at ${path.join('.')}`);
        for (const item of value) below.add(item);
      } else {
        if (Array.isArray(value)) throw new Error(`Unexpected array in result for path element ${head}`);
        if (Object.hasOwn(value as Data, head)) below.add((value as Data)[head]);
      }
    }
    below.delete(null);
    below.delete(undefined);
    values = below;
  }
  return [...values] as Data[];
}
