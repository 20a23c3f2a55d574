import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchOptions } from '../Bench';
import type { Abuse } from './Abuse';
import { bytesOf } from './Abuse';
import type { AbusedHub, Spent } from './openAbuse';
import type { AbuseClient } from './createAbuseClient';

const ROUNDS = 3;
/** What a city still does for somebody who has gone is part of the cost: until nothing is spent any more. */
const CALM_MS = 100;
const CALM_SPENT_MS = 10;
const MAX_WAIT_MS = 60_000;

/** One request, as it was answered and what it cost, in milliseconds of processor time. */
export interface Cost {
  readonly status: number;
  /** Of the first error, if the answer has one. */
  readonly code: string | null;
  readonly requestBytes: number;
  readonly answerBytes: number;
  readonly pages: number;
  readonly spent: Spent;
}

/** What a request costs, round by round. */
export async function measureAbuse(
  abuse: Abuse,
  hub: AbusedHub,
  client: AbuseClient,
  { quick, signal }: BenchOptions,
): Promise<readonly Cost[]> {
  const costs: Cost[] = [];
  for (let round = 0; round < (quick ? 1 : ROUNDS); round++) {
    signal.throwIfAborted();
    await hub.becomeWell();
    const before = await hub.look();
    const request = abuse.write(round);
    const answer = await client.send(request);
    const spent = since(before, await becomeCalm(hub));
    costs.push({ ...answer, requestBytes: bytesOf(request), spent });
  }
  return costs;
}

/** Waits until nobody works any more for what was asked. */
export async function becomeCalm(hub: AbusedHub): Promise<Spent> {
  const waitedFrom = performance.now();
  let last = await hub.look();
  let { longestHold } = last;
  for (;;) {
    await sleep(CALM_MS);
    const now = await hub.look();
    longestHold = Math.max(longestHold, now.longestHold);
    if (total(now) - total(last) <= CALM_SPENT_MS) return { ...now, longestHold };
    if (performance.now() - waitedFrom > MAX_WAIT_MS) {
      throw new Error(`Nobody waits for an answer, and after ${MAX_WAIT_MS / 1000} s somebody still works for it.`);
    }
    last = now;
  }
}

export function since(before: Spent, after: Spent): Spent {
  return {
    hub: after.hub - before.hub,
    city: after.city - before.city,
    database: after.database - before.database,
    longestHold: after.longestHold,
  };
}

function total({ hub, city, database }: Spent): number {
  return hub + city + database;
}
