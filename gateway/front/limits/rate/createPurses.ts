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

/** Of a minute, whoever asks once: the one whose minute began first goes first. */
const MAX_REMEMBERED = 20_000;

/**
 * Counts points in this process, by key, in minutes that begin with the first request.
 *
 * @param limit points in a minute
 * @param now milliseconds on any clock that only goes forward
 */
export function createPurses(limit: number, now: () => number = () => performance.now()): TakePoints {
  // In the order in which their minutes began, so that those that are over stand first.
  const purses = new Map<string, { spent: number; readonly endsAt: number }>();

  function forget(time: number): void {
    for (const [key, { endsAt }] of purses) {
      if (endsAt > time && purses.size <= MAX_REMEMBERED) return;
      purses.delete(key);
    }
  }

  return (key, points) => {
    const time = now();
    forget(time);
    const purse = purses.get(key) ?? { spent: 0, endsAt: time + MINUTE_MS };
    if (!purses.has(key)) purses.set(key, purse);
    const isPaid = purse.spent + points <= limit;
    if (isPaid) purse.spent += points;
    return { isPaid, left: limit - purse.spent, resetMs: Math.round(purse.endsAt - time) };
  };
}
