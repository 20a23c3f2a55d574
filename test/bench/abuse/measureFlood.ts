import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchOptions } from '../Bench';
import type { Abuse } from './Abuse';
import { createAbuseClient } from './createAbuseClient';
import { becomeCalm, since } from './measureAbuse';
import type { AbusedHub } from './openAbuse';

/** Requests under way at a time. */
const CONNECTIONS = 8;
export const FLOOD_MS = 60_000;
export const QUICK_FLOOD_MS = 10_000;

export interface Flood {
  readonly answered: number;
  readonly limited: number;
  readonly seconds: number;
  /** Of one core, over the time of the flood. */
  readonly hubShare: number;
  /** The large city with its database. */
  readonly cityShare: number;
}

/** One address sends the same as fast as the limits allow: it waits as long as it is told. */
export async function measureFlood(
  abuse: Abuse,
  address: string,
  hub: AbusedHub,
  { quick, signal }: BenchOptions,
): Promise<Flood> {
  const durationMs = quick ? QUICK_FLOOD_MS : FLOOD_MS;
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
    const spent = since(before, await becomeCalm(hub));
    return {
      answered,
      limited,
      seconds: durationMs / 1000,
      hubShare: spent.hub / durationMs,
      cityShare: (spent.city + spent.database) / durationMs,
    };
  } finally {
    await client.close();
  }
}
