/** So long it is remembered that a record was contradicted, and so many records of one city. */
const REMEMBERED_MS = 24 * 60 * 60 * 1_000;
const MOST_OF_A_CITY = 1_000;
/** Whatever was asked before has been answered by then: longer than any query takes. */
const SETTLED_MS = 30_000;

/**
 * Which records did not say what hits on them said, of cities that were not found to lie. Records may change between a hit
 * and the fetch of its record, and so what is seen once says little; what is seen of the same record again says much. Times
 * are of `performance.now()`.
 */
export class Suspicions {
  /** By city, then by record: when it was seen. The oldest first. */
  readonly #cities = new Map<string, Map<string, number>>();

  note(cityId: string, recordId: string, now: number): void {
    const seen = this.#cities.get(cityId) ?? new Map<string, number>();
    this.#cities.set(cityId, seen);
    if (this.#isKnown(seen.get(recordId), now)) return;
    seen.delete(recordId);
    const [oldest] = seen.keys();
    if (oldest !== undefined && seen.size >= MOST_OF_A_CITY) seen.delete(oldest);
    seen.set(recordId, now);
  }

  /** Whether it was seen of a record before, so long ago that the same change of it cannot be what is seen now. */
  hold(cityId: string, recordId: string, askedAt: number): boolean {
    const seenAt = this.#cities.get(cityId)?.get(recordId);
    return this.#isKnown(seenAt, askedAt) && askedAt - seenAt >= SETTLED_MS;
  }

  forget(cityId: string): void {
    this.#cities.delete(cityId);
  }

  #isKnown(seenAt: number | undefined, now: number): seenAt is number {
    return seenAt !== undefined && now - seenAt < REMEMBERED_MS;
  }
}
