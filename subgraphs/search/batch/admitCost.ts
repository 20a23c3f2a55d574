import type { SearchContext } from '../SearchContext';
import { afterThisTick } from './afterThisTick';
import { TooCostlyError } from './TooCostlyError';

interface Waiting {
  readonly cost: number;
  readonly admit: () => void;
  readonly refuse: (error: TooCostlyError) => void;
}

interface Account {
  spent: number;
  waiting: Waiting[];
}

const accounts = new WeakMap<SearchContext, Account>();

/**
 * Waits for what the same request of a client begins in the same tick, and lets it go on together when all that the
 * request costs, now and before, stays within the limit.
 *
 * @param cost one for each city that a search or a fetch is about to ask. What asks no city costs by `costOfCounting`.
 * @throws TooCostlyError in each of them, before any of them has asked a city
 */
export async function admitCost(context: SearchContext, cost: number, limit: number): Promise<void> {
  const account = accounts.get(context) ?? { spent: 0, waiting: [] };
  accounts.set(context, account);
  await new Promise<void>((admit, refuse) => {
    account.waiting.push({ cost, admit, refuse });
    if (account.waiting.length > 1) return;
    afterThisTick(context, () => {
      settle(account, limit);
    });
  });
}

function settle(account: Account, limit: number): void {
  const { spent, waiting } = account;
  account.waiting = [];
  const total = waiting.reduce((sum, { cost }) => sum + cost, spent);
  if (total > limit) {
    for (const { refuse } of waiting) refuse(new TooCostlyError(total, limit));
    return;
  }
  account.spent = total;
  for (const { admit } of waiting) admit();
}
