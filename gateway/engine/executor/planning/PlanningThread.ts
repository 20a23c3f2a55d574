import type { Worker } from 'node:worker_threads';
import type { QueryPlan } from '@apollo/query-planner';
import { GraphQLError } from 'graphql';
import { startThread } from '../../../../subgraphs/serving/startThread';
import { tooCostly } from '../../../front/limits/tooCostly';

/** What the thread says: first of all that it can plan, then what became of each text. */
export type PlanningOutcome = 'READY' | { readonly plan: QueryPlan } | { readonly problem: string };

interface Job {
  /** The one operation to plan, with its fragments. */
  readonly text: string;
  readonly resolve: (plan: QueryPlan) => void;
  readonly reject: (error: Error) => void;
}

export interface PlanningBounds {
  /** Of one plan, in milliseconds. */
  readonly maxMs: number;
  /** Of those that wait. */
  readonly maxWaiting: number;
}

const USUAL_BOUNDS: PlanningBounds = { maxMs: 10_000, maxWaiting: 100 };
/** Of the thread, in MiB. */
const MAX_MEMORY = 512;

/**
 * Plans operations in a thread of its own, one after the other: Apollo's planner is synchronous, and a large operation
 * would hold the event loop for hundreds of milliseconds. The thread starts with the first operation, unless it is told to,
 * and keeps no process alive. A plan that takes too long, or too much memory, ends it, and the next one gets a new thread.
 */
export class PlanningThread {
  readonly #jobs: Job[] = [];
  #worker: Worker | undefined;
  #isReady = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly supergraphSdl: string,
    private readonly bounds = USUAL_BOUNDS,
  ) {}

  /** Whether it plans at once, and has not to start first. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** Starts the thread before there is anything to plan. */
  start(): void {
    this.#worker ??= this.#start();
  }

  /** Rejects with a GraphQLError when the operation cannot be planned, or not within the bounds (`TOO_COSTLY`). */
  plan(text: string): Promise<QueryPlan> {
    return new Promise((resolve, reject) => {
      const { maxWaiting } = this.bounds;
      if (this.#jobs.length >= maxWaiting) {
        const figure = `More than ${maxWaiting} large queries wait to be planned`;
        reject(tooCostly(figure, maxWaiting, 'Ask again later, or select fewer fields.'));
        return;
      }
      this.#jobs.push({ text, resolve, reject });
      if (this.#jobs.length === 1) this.#begin();
    });
  }

  /** Ends the thread. What still waits is rejected. */
  async close(): Promise<void> {
    const waiting = this.#jobs.splice(0);
    await this.#end();
    for (const { reject } of waiting) reject(new Error('The hub ends.'));
  }

  /** Gives the thread the first of those that wait. */
  #begin(): void {
    const [job] = this.#jobs;
    if (job === undefined) return;
    this.#worker ??= this.#start();
    if (!this.#isReady) return;
    this.#worker.postMessage(job.text);
    this.#timer = setTimeout(() => {
      const { maxMs } = this.bounds;
      this.#fail(tooCostly(`To plan this query takes more than ${maxMs} ms`, maxMs, 'Select fewer fields at once.'));
    }, this.bounds.maxMs);
    this.#timer.unref();
  }

  #start(): Worker {
    const worker = startThread(__dirname, {
      workerData: this.supergraphSdl,
      resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY },
    });
    worker.on('message', (outcome: PlanningOutcome) => {
      if (worker !== this.#worker) return;
      if (outcome === 'READY') {
        this.#isReady = true;
        this.#begin();
        return;
      }
      clearTimeout(this.#timer);
      const job = this.#jobs.shift();
      if ('plan' in outcome) job?.resolve(outcome.plan);
      else job?.reject(new GraphQLError(outcome.problem));
      this.#begin();
    });
    worker.on('error', (error: Error & { readonly code?: string }) => {
      if (worker !== this.#worker) return;
      this.#fail(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? tooCostly(
              `To plan this query takes more than ${MAX_MEMORY} MiB`,
              MAX_MEMORY,
              'Select fewer fields at once.',
            )
          : error,
      );
    });
    return worker;
  }

  /** The plan in the making comes to nothing, and the thread with it. */
  #fail(error: Error): void {
    this.#jobs.shift()?.reject(error);
    void this.#end();
    this.#begin();
  }

  async #end(): Promise<void> {
    clearTimeout(this.#timer);
    const worker = this.#worker;
    this.#worker = undefined;
    this.#isReady = false;
    await worker?.terminate();
  }
}
