import type { Candidates, Passing } from '../choice/Candidates';

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

/** Numbers at places from 0, of which the smallest is known at any time. A number that is not set is Infinity. */
class MinTree {
  readonly #places: number;
  /** A binary tree in an array: the smallest of 2i and 2i + 1 stands at i, the numbers themselves in the last half. */
  readonly #nodes: Float64Array;

  constructor(places: number) {
    this.#places = Math.max(1, places);
    this.#nodes = new Float64Array(2 * this.#places).fill(Infinity);
  }

  get min(): number {
    return this.#nodes[1] ?? Infinity;
  }

  at(place: number): number {
    return this.#nodes[this.#places + place] ?? Infinity;
  }

  set(place: number, value: number): void {
    const nodes = this.#nodes;
    let node = this.#places + place;
    nodes[node] = value;
    for (node >>= 1; node >= 1; node >>= 1) {
      nodes[node] = Math.min(nodes[2 * node] ?? Infinity, nodes[2 * node + 1] ?? Infinity);
    }
  }
}
