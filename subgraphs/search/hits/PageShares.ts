import type { HitOrder } from '../../contract/enums';

/** More than is likely: cities are not alike in how well their records match. */
const HALF_AS_MUCH_AGAIN = 1.5;
const AND_MORE = 2;

/** How soon what was seen before is forgotten: of so much in each search, as much is kept as this. */
const KEPT = 0.95;
/** Hits after which what was seen counts as much as what is expected. */
const BELIEVED_FROM = 10;
const MOST_TIMES = 3;

/** Hits of one city on pages, as of late. */
interface Seen {
  had: number;
  expected: number;
}

const ofSearches = new WeakMap<object, Map<HitOrder, PageShares>>();

/**
 * How many hits of a page are likely a city's: by how many records each of them counts of those that were asked for, and by
 * how much more or less than that it has had on pages of late.
 */
export class PageShares {
  readonly #seen = new Map<string, Seen>();

  /** Of the searches that choose cities by these summaries: a city can have much that is new, and little that is near. */
  static ofSearches(summaries: object, order: HitOrder = 'RELEVANCE'): PageShares {
    const known = ofSearches.get(summaries) ?? new Map<HitOrder, PageShares>();
    ofSearches.set(summaries, known);
    const shares = known.get(order) ?? new PageShares();
    known.set(order, shares);
    return shares;
  }

  /**
   * @param cityIds that are asked; one that has not told what it counts is taken to count as much as the others on average
   * @param page so many hits
   */
  of(cityIds: readonly string[], recordsOf: (cityId: string) => number | undefined, page: number): PageShare {
    const counts = new Map(cityIds.map((cityId) => [cityId, recordsOf(cityId)]));
    const told = [...counts.values()].filter((count) => count !== undefined);
    const sum = told.reduce((all, count) => all + count, 0);
    const mean = told.length === 0 ? 1 : sum / told.length;
    const total = sum + mean * (counts.size - told.length);
    const expected = (cityId: string): number => (total === 0 ? 0 : (page * (counts.get(cityId) ?? mean)) / total);
    const likely = (cityId: string): number =>
      Math.min(page, Math.ceil(HALF_AS_MUCH_AGAIN * expected(cityId) * this.#timesOf(cityId)) + AND_MORE);
    return {
      likely: new Map(cityIds.map((cityId) => [cityId, likely(cityId)])),
      learn: (cityId, had) => {
        const { had: before, expected: expectedBefore } = this.#seen.get(cityId) ?? { had: 0, expected: 0 };
        this.#seen.set(cityId, { had: KEPT * before + had, expected: KEPT * expectedBefore + expected(cityId) });
      },
    };
  }

  #timesOf(cityId: string): number {
    const { had, expected } = this.#seen.get(cityId) ?? { had: 0, expected: 0 };
    return Math.min(MOST_TIMES, (had + BELIEVED_FROM) / (expected + BELIEVED_FROM));
  }
}

export interface PageShare {
  /** How many hits of each city. It stays as it is, whatever is learned. */
  readonly likely: ReadonlyMap<string, number>;
  /** Takes note of how many hits of a city were on the page. */
  readonly learn: (cityId: string, had: number) => void;
}
