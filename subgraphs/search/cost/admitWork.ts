import type { SearchContext } from '../SearchContext';
import { afterThisTick } from '../ask/turns';
import { toPoints } from './workOf';
import { RateLimitedError, TooCostlyError } from './Account';
import type { Work } from './workOf';

interface Waiting {
  readonly work: Work;
  readonly admit: () => void;
  readonly refuse: (error: TooCostlyError | RateLimitedError) => void;
}

/** All that one request of a client has made others do, or is about to. */
interface Bill {
  hub: number;
  /** What counts against the limit of a request. */
  readonly cities: Map<string, number>;
  /** What is paid. */
  readonly paid: Map<string, number>;
  waiting: Waiting[];
}

const bills = new WeakMap<SearchContext, Bill>();

/**
 * Waits for what the same request of a client begins in the same tick, and lets it go on together when the whole request,
 * as it stands now, costs no more than it may, and its requester has as much left. The hub and the cities work at the same
 * time, so what counts is the one that has most to do.
 *
 * @param limit of one request, in points
 * @throws TooCostlyError and RateLimitedError in each of them, before any of them has asked a city
 */
export async function admitWork(context: SearchContext, work: Work, limit: number): Promise<void> {
  const bill = bills.get(context) ?? {
    hub: 0,
    cities: new Map<string, number>(),
    paid: new Map<string, number>(),
    waiting: [],
  };
  bills.set(context, bill);
  await new Promise<void>((admit, refuse) => {
    bill.waiting.push({ work, admit, refuse });
    if (bill.waiting.length > 1) return;
    afterThisTick(context, () => void settle(context, bill, limit));
  });
}

async function settle({ account }: SearchContext, bill: Bill, limit: number): Promise<void> {
  const { waiting } = bill;
  bill.waiting = [];
  const before = pointsOf(bill, bill.paid);
  const isFirst = bill.cities.size === 0;
  book(bill, waiting, 1);
  const total = pointsOf(bill, bill.cities);
  const due = pointsOf(bill, bill.paid);
  const excess = total > limit ? undefined : await account?.charge(due - before);
  if (total <= limit && excess === undefined) {
    for (const { admit } of waiting) admit();
    return;
  }
  book(bill, waiting, -1);
  if (excess === undefined) {
    await account?.charge(toPoints(waiting.reduce((sum, { work: { tried = 0 } }) => sum + tried, 0)));
  }
  // Later a part of the answer is there, which the client paid for.
  if (excess !== undefined && isFirst) account?.refuse(excess);
  const error = excess === undefined ? new TooCostlyError(total, limit) : new RateLimitedError(due, excess);
  for (const { refuse } of waiting) refuse(error);
}

function book(bill: Bill, waiting: readonly Waiting[], sign: 1 | -1): void {
  for (const { work } of waiting) {
    bill.hub += sign * work.hub;
    for (const [cityId, ms, paidMs = ms] of work.cities) {
      add(bill.cities, cityId, sign * ms);
      add(bill.paid, cityId, sign * paidMs);
    }
  }
}

function add(sums: Map<string, number>, cityId: string, ms: number): void {
  const sum = (sums.get(cityId) ?? 0) + ms;
  if (sum > 0) sums.set(cityId, sum);
  else sums.delete(cityId);
}

function pointsOf({ hub }: Bill, cities: ReadonlyMap<string, number>): number {
  let busiest = hub;
  for (const ms of cities.values()) busiest = Math.max(busiest, ms);
  return toPoints(busiest);
}
