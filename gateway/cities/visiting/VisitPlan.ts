/** When the hub thinks of a city next, and how often in a row it was visited in vain. */
interface PlannedCity {
  dueAt: number;
  failures: number;
  /** The end of its last visit. */
  visitedAt: number;
}

/** Visits to a city that fails are this many intervals apart in the end. */
const MAX_BACK_OFF = 8;
/** Of an interval, what lies between two visits at least to a city that fails and is missed. */
const SHARE_WHEN_MISSED = 1 / 3;
/** How far the time between two visits strays to either side, so that visits spread of themselves. */
const JITTER = 0.1;

/** When each city is to be visited. Times are in milliseconds, on one clock that never runs backwards. */
export class VisitPlan {
  readonly #cities = new Map<string, PlannedCity>();

  /**
   * @param intervalMs between two visits to a city that answers
   * @param random from 0 to 1
   */
  constructor(
    private readonly intervalMs: number,
    private readonly random: () => number = Math.random,
  ) {}

  /**
   * Plans for these cities alone: newcomers are due at once, and cities that left are planned no more.
   *
   * @returns those that left
   */
  keep(cityIds: ReadonlySet<string>, now: number): readonly string[] {
    for (const cityId of cityIds) {
      if (!this.#cities.has(cityId)) this.#cities.set(cityId, { dueAt: now, failures: 0, visitedAt: -Infinity });
    }
    const left = [...this.#cities.keys()].filter((cityId) => !cityIds.has(cityId));
    for (const cityId of left) this.#cities.delete(cityId);
    return left;
  }

  get size(): number {
    return this.#cities.size;
  }

  /** Whether the last visit was in vain. */
  isFailing(cityId: string): boolean {
    return (this.#cities.get(cityId)?.failures ?? 0) > 0;
  }

  /** The cities that are due, those that wait longest first. They are due no more until they were visited. */
  takeDue(now: number): readonly string[] {
    const due = [...this.#cities].filter(([, { dueAt }]) => dueAt <= now).sort(([, a], [, b]) => a.dueAt - b.dueAt);
    for (const [, city] of due) city.dueAt = Infinity;
    return due.map(([cityId]) => cityId);
  }

  /** All cities, due or not. */
  takeAll(): readonly string[] {
    for (const city of this.#cities.values()) city.dueAt = Infinity;
    return [...this.#cities.keys()];
  }

  /** When the next city is due; Infinity when none is planned. */
  get nextAt(): number {
    let next = Infinity;
    for (const { dueAt } of this.#cities.values()) next = Math.min(next, dueAt);
    return next;
  }

  /** A visit has ended. */
  record(cityId: string, succeeded: boolean, now: number): void {
    const city = this.#cities.get(cityId);
    if (city === undefined) return;
    city.failures = succeeded ? 0 : city.failures + 1;
    city.visitedAt = now;
    const intervals = succeeded ? 1 : Math.min(MAX_BACK_OFF, 2 ** (city.failures - 1));
    city.dueAt = now + this.#stray(this.intervalMs * intervals);
  }

  /**
   * A client asked a city in vain that fails, and it may answer again: it is due sooner, though never a moment after the
   * last visit, however often it is asked.
   *
   * @returns when, if that is sooner than before
   */
  miss(cityId: string, now: number): number | undefined {
    const city = this.#cities.get(cityId);
    if (city === undefined || city.failures === 0 || city.dueAt === Infinity) return undefined;
    const pauseMs = this.intervalMs * SHARE_WHEN_MISSED;
    if (city.dueAt <= Math.max(now, city.visitedAt + pauseMs * (1 + JITTER))) return undefined;
    city.dueAt = Math.max(now, city.visitedAt + this.#stray(pauseMs));
    return city.dueAt;
  }

  /** Spreads what would come at once again, an interval after a round at full speed. */
  spread(now: number): void {
    for (const city of this.#cities.values()) {
      if (city.failures === 0 && city.dueAt < Infinity) city.dueAt = now + this.intervalMs * this.random();
    }
  }

  #stray(time: number): number {
    return time * (1 - JITTER + 2 * JITTER * this.random());
  }
}
