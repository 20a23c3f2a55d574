import { LRUCache } from 'lru-cache';

/** How a requester stands in its minute. */
export interface Standing {
  /** Whether what was asked for was taken. Nothing is taken when not all of it is there. */
  readonly isPaid: boolean;
  /** Points that are left. */
  readonly left: number;
  /** Milliseconds until all of them are there again. */
  readonly resetMs: number;
}

/** Takes points of the minute of whoever this key stands for. */
export type TakePoints = (key: string, points: number) => Standing;

export const MINUTE_MS = 60_000;

/** Requesters whose minutes are known. Beyond that, whoever has not asked for longest begins a new one. */
const MAX_REMEMBERED = 20_000;

interface Minute {
  spent: number;
  readonly endsAt: number;
}

/**
 * Counts points in this process, by key, in minutes that begin with the first request.
 *
 * @param limit points in a minute
 * @param now milliseconds on any clock that only goes forward
 */
export function createLocalCount(limit: number, now: () => number = () => performance.now()): TakePoints {
  // A key stands for an address of somebody: it is forgotten with its minute.
  const minutes = new LRUCache<string, Minute>({ max: MAX_REMEMBERED, ttl: MINUTE_MS, ttlAutopurge: true });

  function minuteOf(key: string, time: number): Minute {
    const known = minutes.get(key);
    if (known !== undefined && known.endsAt > time) return known;
    const minute = { spent: 0, endsAt: time + MINUTE_MS };
    minutes.set(key, minute);
    return minute;
  }

  return (key, points) => {
    const time = now();
    const minute = minuteOf(key, time);
    const isPaid = minute.spent + points <= limit;
    if (isPaid) minute.spent += points;
    return { isPaid, left: limit - minute.spent, resetMs: Math.round(minute.endsAt - time) };
  };
}
