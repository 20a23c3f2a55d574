/** How many may start: so many a second in the long run, and after a rest as many at once. */
export class Pace {
  #saved: number;
  #countedAt: number;

  /** Times are in milliseconds. */
  constructor(
    private readonly perSecond: number,
    now: number,
  ) {
    this.#saved = perSecond;
    this.#countedAt = now;
  }

  /** False when it is too early. */
  start(now: number): boolean {
    const earned = ((now - this.#countedAt) * this.perSecond) / 1_000;
    this.#saved = Math.min(this.perSecond, this.#saved + earned);
    this.#countedAt = now;
    if (this.#saved < 1) return false;
    this.#saved -= 1;
    return true;
  }
}
