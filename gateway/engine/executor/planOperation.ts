import { operationFromDocument } from '@apollo/federation-internals';
import type { Schema } from '@apollo/federation-internals';
import type { PlanNode, QueryPlan, QueryPlanner } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import { compileNode } from './compileNode';
import type { Step } from './Execution';
import type { TypeConditions } from './TypeConditions';

/** All that can be known of an operation before it is run. */
export interface PlannedOperation {
  readonly plan: QueryPlan;
  /** Undefined when nothing is to be fetched; null when there is something in the plan that is not known here. */
  readonly step: Step | undefined | null;
}

export interface Planning {
  readonly planner: QueryPlanner;
  readonly apiSchema: Schema;
}

/** Plans the one operation of a document. Throws a GraphQLError when it does not fit the schema. */
export function planDocument(document: DocumentNode, { planner, apiSchema }: Planning): QueryPlan {
  return planner.buildQueryPlan(operationFromDocument(apiSchema, document));
}

/** @param types of the supergraph, which has more of them than clients see */
export function compilePlan(plan: QueryPlan, types: TypeConditions): PlannedOperation {
  return {
    plan,
    step: plan.node && (plan.node.kind === 'Subscription' ? null : compileNode(plan.node, types)),
  };
}

/** How much room a plan takes, as PlanStore counts it. */
export function weightOf({ node }: QueryPlan): number {
  return node && node.kind !== 'Subscription' ? weightOfNode(node) : 0;
}

function weightOfNode(node: PlanNode): number {
  switch (node.kind) {
    case 'Fetch':
      return node.operation.length;
    case 'Flatten':
      return weightOfNode(node.node);
    case 'Sequence':
    case 'Parallel':
      return node.nodes.reduce((sum, child) => sum + weightOfNode(child), 0);
    case 'Condition':
      return [node.ifClause, node.elseClause].reduce((sum, child) => sum + (child ? weightOfNode(child) : 0), 0);
    case 'Defer':
      return 0;
  }
}
