/** Of one city in a minute: one whose faults are new ones each time does not fill the log either. */
const MOST_IN_A_MINUTE = 20;
const MINUTE_MS = 60_000;

interface Told {
  /** The fault told of last; undefined since the city did well. */
  fault: string | undefined;
  /** Lines since the minute began, by `performance.now()`. */
  lines: number;
  minuteAt: number;
}

const ofSearches = new WeakMap<object, FaultLog>();

/**
 * Which faults of cities the log has already: one that a city goes on with is told once, however many clients meet it, and
 * again when it is another one, or comes back.
 */
export class FaultLog {
  readonly #cities = new Map<string, Told>();

  /** Of the searches that write into this log. */
  static ofSearches(log: object): FaultLog {
    let told = ofSearches.get(log);
    if (told === undefined) ofSearches.set(log, (told = new FaultLog()));
    return told;
  }

  /** Whether a city's fault is to be told; if so, it counts as told. */
  isNews(cityId: string, fault: string): boolean {
    const now = performance.now();
    let told = this.#cities.get(cityId);
    if (told === undefined) this.#cities.set(cityId, (told = { fault: undefined, lines: 0, minuteAt: now }));
    if (told.fault === fault) return false;
    if (now - told.minuteAt >= MINUTE_MS) Object.assign(told, { lines: 0, minuteAt: now });
    if (told.lines >= MOST_IN_A_MINUTE) return false;
    told.fault = fault;
    told.lines += 1;
    return true;
  }

  /** A city did well: what it does next is told in any case. */
  didWell(cityId: string): void {
    const told = this.#cities.get(cityId);
    if (told !== undefined) told.fault = undefined;
  }
}
