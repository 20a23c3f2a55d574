import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchOptions } from '../Bench';
import type { Abuse } from './Abuse';
import { createAbuseClient } from './createAbuseClient';
import { becomeCalm, since } from './measureAbuse';
import type { AbusedHub, Spent } from './openAbuse';

/** Requests under way at a time. */
const CONNECTIONS = 8;
export const FLOOD_MS = 60_000;
export const QUICK_FLOOD_MS = 10_000;

/** Of one core, over some time. */
export interface Shares {
  readonly hub: number;
  /** The large city with its database. */
  readonly city: number;
}

export interface Flood {
  readonly answered: number;
  readonly limited: number;
  readonly seconds: number;
  /** Beyond what is spent when nobody asks. */
  readonly shares: Shares;
}

/** What hub and city spend on themselves, and on being measured, in as long a time when nobody asks anything. */
export async function measureIdle(hub: AbusedHub, options: BenchOptions): Promise<Shares> {
  const durationMs = durationOf(options);
  await hub.becomeWell();
  const before = await becomeCalm(hub);
  await sleep(durationMs, undefined, { signal: options.signal });
  return sharesOf(since(before, await hub.look()), durationMs);
}

/** One address sends the same as fast as the limits allow: it waits as long as it is told. */
export async function measureFlood(
  abuse: Abuse,
  address: string,
  hub: AbusedHub,
  idle: Shares,
  options: BenchOptions,
): Promise<Flood> {
  const { signal } = options;
  const durationMs = durationOf(options);
  const client = createAbuseClient(hub.url, address, CONNECTIONS);
  try {
    await hub.becomeWell();
    const before = await hub.look();
    const endsAt = performance.now() + durationMs;
    let [round, answered, limited] = [1_000, 0, 0];
    const flood = async (): Promise<void> => {
      while (performance.now() < endsAt && !signal.aborted) {
        const { status, retryAfter } = await client.send(abuse.write(round++));
        if (status !== 429) {
          answered++;
          continue;
        }
        limited++;
        await sleep(Math.min((retryAfter ?? 1) * 1000, endsAt - performance.now()));
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, flood));
    signal.throwIfAborted();
    const busy = sharesOf(since(before, await becomeCalm(hub)), durationMs);
    const shares = { hub: busy.hub - idle.hub, city: busy.city - idle.city };
    return { answered, limited, seconds: durationMs / 1000, shares };
  } finally {
    await client.close();
  }
}

function durationOf({ quick }: BenchOptions): number {
  return quick ? QUICK_FLOOD_MS : FLOOD_MS;
}

function sharesOf({ hub, city, database }: Spent, durationMs: number): Shares {
  return { hub: hub / durationMs, city: (city + database) / durationMs };
}
