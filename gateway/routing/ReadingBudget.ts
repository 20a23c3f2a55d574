import type { HubContext } from '../context';

/** Of all cities' answers together. To read so many takes some hundred milliseconds, in turns. */
const MAX_VALUES = 1_000_000;

const budgets = new WeakMap<HubContext, ReadingBudget>();

/**
 * How many values of cities' answers may still be read for one request of a client. Each answer is bounded, but the
 * aliases of a request read the same one again and again, each for a place of its own.
 */
export class ReadingBudget {
  #left = MAX_VALUES;

  static of(context: HubContext): ReadingBudget {
    const budget = budgets.get(context) ?? new ReadingBudget();
    budgets.set(context, budget);
    return budget;
  }

  get isSpent(): boolean {
    return this.#left <= 0;
  }

  spend(values: number): void {
    this.#left -= values;
  }
}
