import { onAbort } from '../../subgraphs/search/ask/signals';

/** What became of the wait for a slot; only one that is `TAKEN` is to be given back. */
export type SlotOutcome =
  | 'TAKEN'
  /** No slot is free, and as many wait as may. */
  | 'FULL'
  /** The signal came before a slot was free. */
  | 'ABORTED'
  /** Whoever waited was sent away. */
  | 'DISMISSED';

interface Waiter {
  settle(outcome: SlotOutcome): void;
}

/**
 * A bound on how many calls are under way at once, and on how many wait for that, first come, first served. A waiter whose
 * signal aborts gives up its place, so that it does not hold up those behind it.
 */
export class CallSlots {
  #taken = 0;
  /** In the order in which they came. */
  readonly #waiting = new Set<Waiter>();

  constructor(
    private readonly size: number,
    private readonly maxWaiting: number,
  ) {}

  get idle(): boolean {
    return this.#taken === 0 && this.#waiting.size === 0;
  }

  /** Never rejects. A waiter whose signal aborts leaves at once. */
  take(signal: AbortSignal): SlotOutcome | Promise<SlotOutcome> {
    if (signal.aborted) return 'ABORTED';
    if (this.#taken < this.size) {
      this.#taken += 1;
      return 'TAKEN';
    }
    if (this.#waiting.size >= this.maxWaiting) return 'FULL';
    return new Promise((resolve) => {
      const waiter: Waiter = {
        settle: (outcome) => {
          this.#waiting.delete(waiter);
          stopWaiting();
          resolve(outcome);
        },
      };
      const stopWaiting = onAbort(signal, () => {
        waiter.settle('ABORTED');
      });
      this.#waiting.add(waiter);
    });
  }

  /** Gives a slot back: to the one that waited longest, if any. */
  release(): void {
    const [next] = this.#waiting;
    if (next) next.settle('TAKEN');
    else this.#taken -= 1;
  }

  /** Sends everybody away who waits. */
  dismiss(): void {
    for (const waiter of [...this.#waiting]) waiter.settle('DISMISSED');
  }
}
