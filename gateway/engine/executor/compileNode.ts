import type { PlanNode } from '@apollo/query-planner';
import type { Step } from './Execution';
import { fetchStep } from './fetchStep';
import { flattenStep } from './flattenStep';
import { parallelStep } from './parallelStep';
import { sequenceStep } from './sequenceStep';
import type { TypeConditions } from './TypeConditions';

/** Null for a plan with a node of which nothing is known here. Conditions are settled before an operation is planned. */
export function compileNode(node: PlanNode, types: TypeConditions): Step | null {
  switch (node.kind) {
    case 'Fetch':
      // Not planned for the supergraphs that Apollo Gateway accepts.
      return node.contextRewrites ? null : fetchStep(node, types);
    case 'Flatten': {
      const step = compileNode(node.node, types);
      return step && flattenStep(node.path, step);
    }
    case 'Sequence': {
      const steps = compileAll(node.nodes, types);
      return steps && sequenceStep(steps);
    }
    case 'Parallel': {
      const steps = compileAll(node.nodes, types);
      return steps && parallelStep(steps);
    }
    default:
      return null;
  }
}

function compileAll(nodes: readonly PlanNode[], types: TypeConditions): readonly Step[] | null {
  const steps: Step[] = [];
  for (const node of nodes) {
    const step = compileNode(node, types);
    if (step === null) return null;
    steps.push(step);
  }
  return steps;
}
