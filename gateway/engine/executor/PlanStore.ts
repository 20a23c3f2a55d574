import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import { LRUCache } from 'lru-cache';
import type { PlannedOperation } from './compilePlan';

/**
 * Plans by the text of what was planned. What was not asked for longest goes first: the texts come from clients, and
 * each makes a plan that is larger than itself.
 */
export class PlanStore {
  readonly #plans: LRUCache<string, PlannedOperation>;
  #hits = 0;
  #misses = 0;

  /** @param maxWeight in characters of the operations that were planned, the client's and the subgraphs' */
  constructor(private readonly maxWeight: number) {
    this.#plans = new LRUCache({ maxSize: maxWeight });
  }

  get(key: string): PlannedOperation | undefined {
    const planned = this.#plans.get(key);
    if (planned === undefined) this.#misses += 1;
    else this.#hits += 1;
    return planned;
  }

  /** A plan was used again that its user had kept. */
  noteUse(): void {
    this.#hits += 1;
  }

  /** How often a plan was there. */
  get hits(): number {
    return this.#hits;
  }

  /** How often one was not. */
  get misses(): number {
    return this.#misses;
  }

  /** Plans that are kept. */
  get size(): number {
    return this.#plans.size;
  }

  set(key: string, planned: PlannedOperation, weight: number): void {
    // The newest stays, whatever its weight.
    this.#plans.set(key, planned, { size: Math.min(weight, this.maxWeight) });
  }
}

/** How much room a plan takes, as `PlanStore` counts it. */
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
