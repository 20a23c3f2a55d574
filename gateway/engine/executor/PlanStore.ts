import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import type { PlannedOperation } from './compilePlan';

interface Kept {
  readonly planned: PlannedOperation;
  readonly weight: number;
}

/**
 * Plans by the text of what was planned. What was not asked for longest goes first: the texts come from clients, and
 * each makes a plan that is larger than itself.
 */
export class PlanStore {
  /** In the order of use, the latest last. */
  readonly #kept = new Map<string, Kept>();
  #weight = 0;
  #hits = 0;
  #misses = 0;

  /** @param maxWeight in characters of the operations that were planned, the client's and the subgraphs' */
  constructor(private readonly maxWeight: number) {}

  get(key: string): PlannedOperation | undefined {
    const kept = this.#kept.get(key);
    if (kept === undefined) {
      this.#misses += 1;
      return undefined;
    }
    this.#hits += 1;
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    return kept.planned;
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
    return this.#kept.size;
  }

  set(key: string, planned: PlannedOperation, weight: number): void {
    this.#drop(key);
    this.#kept.set(key, { planned, weight });
    this.#weight += weight;
    for (const oldest of this.#kept.keys()) {
      // The newest stays, whatever its weight.
      if (this.#weight <= this.maxWeight || oldest === key) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    this.#weight -= this.#kept.get(key)?.weight ?? 0;
    this.#kept.delete(key);
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
