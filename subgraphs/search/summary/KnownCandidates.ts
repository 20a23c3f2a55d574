import type { Candidates, Passing } from '../choice/Candidates';
import { MinTree } from './MinTree';

/** Which candidates of one network have a summary in the index, and how old the oldest is. */
export class KnownCandidates {
  /** By slot of the index: the rank of the city, NO_RANK when it is no candidate. */
  #ranks = new Int32Array(0);
  /** By rank, in milliseconds since 1970. */
  readonly #ages: MinTree;
  /** Ranks of the candidates without a summary. */
  readonly #missing: Set<number>;

  constructor(readonly candidates: Candidates) {
    this.#ages = new MinTree(candidates.ids.length);
    this.#missing = new Set(candidates.ids.keys());
  }

  /** Undefined when the city is no candidate, or does not pass. */
  rankOf(slot: number, passing: Passing): number | undefined {
    const rank = this.#ranks[slot] ?? NO_RANK;
    return rank !== NO_RANK && passing.has(rank) ? rank : undefined;
  }

  /** Ascending. */
  missing(passing: Passing): Int32Array {
    return Int32Array.from([...this.#missing].filter((rank) => passing.has(rank))).sort();
  }

  /** Infinity when no summary is there. */
  oldest(passing: Passing): number {
    const { length } = this.candidates.ids;
    if (passing.size === length) return this.#ages.min;
    let oldest = Infinity;
    for (let rank = 0; rank < length; rank += 1) {
      if (passing.has(rank)) oldest = Math.min(oldest, this.#ages.at(rank));
    }
    return oldest;
  }

  put(slot: number, cityId: string, asOf: number): void {
    if (slot >= this.#ranks.length) {
      const ranks = new Int32Array(Math.max(slot + 1, 2 * this.#ranks.length)).fill(NO_RANK);
      ranks.set(this.#ranks);
      this.#ranks = ranks;
    }
    const rank = this.candidates.rankOf(cityId);
    this.#ranks[slot] = rank ?? NO_RANK;
    if (rank === undefined) return;
    this.#missing.delete(rank);
    this.#ages.set(rank, asOf);
  }

  drop(slot: number, cityId: string): void {
    this.#ranks[slot] = NO_RANK;
    const rank = this.candidates.rankOf(cityId);
    if (rank === undefined) return;
    this.#missing.add(rank);
    this.#ages.set(rank, Infinity);
  }
}

const NO_RANK = -1;
