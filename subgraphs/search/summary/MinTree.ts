/** Numbers at places from 0, of which the smallest is known at any time. A number that is not set is Infinity. */
export class MinTree {
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
