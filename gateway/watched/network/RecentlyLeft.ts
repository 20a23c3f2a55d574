import type { Alliance, City, Network } from '../../../subgraphs/directory/network/Network';

interface Kept<T> {
  readonly entry: T;
  readonly until: number;
}

/**
 * What left the network a moment ago. Requests that began before have found records of those cities: they may still name
 * them and fetch from them, so that no answer is torn. Who asks later does not find them.
 */
export class RecentlyLeft {
  /** Cities that are gone, or have no server any more, as they were. The first to be forgotten comes first. */
  readonly #cities = new Map<string, Kept<City>>();
  readonly #alliances = new Map<string, Kept<Alliance>>();
  #all: { readonly network: Network; readonly cities: ReadonlyMap<string, City> } | undefined;

  /**
   * @param graceMs the longest that a request takes, in milliseconds
   * @param now a clock that never runs backwards, in milliseconds
   */
  constructor(
    private readonly graceMs: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** The network has changed. */
  follow(after: Network, before: Network): void {
    this.#forget();
    const until = this.now() + this.graceMs;
    this.#all = undefined;
    const hosts = (network: Network, id: string): boolean => network.cities.get(id)?.url !== undefined;
    const left = [...before.cities.values()]
      .filter(({ id, url }) => !after.cities.has(id) || (url !== undefined && !hosts(after, id)))
      // One that lost its server first, and is removed next, still has it for those who began before that.
      .map((city) => (city.url === undefined ? (this.#cities.get(city.id)?.entry ?? city) : city));
    keep(this.#cities, left, until, (id) => hosts(after, id));
    const dissolved = [...before.alliances.values()].filter(({ id }) => !after.alliances.has(id));
    keep(this.#alliances, dissolved, until, (id) => after.alliances.has(id));
  }

  city(id: string): City | undefined {
    this.#forget();
    return this.#cities.get(id)?.entry;
  }

  alliance(id: string): Alliance | undefined {
    this.#forget();
    return this.#alliances.get(id)?.entry;
  }

  /** The cities of the network, those that left included, as they were. */
  among(network: Network): Pick<Network, 'cities'> {
    this.#forget();
    if (this.#cities.size === 0) return network;
    if (this.#all?.network !== network) {
      const cities = new Map(network.cities);
      for (const [id, { entry }] of this.#cities) cities.set(id, entry);
      this.#all = { network, cities };
    }
    return this.#all;
  }

  #forget(): void {
    const now = this.now();
    if (dropUntil(this.#cities, now)) this.#all = undefined;
    dropUntil(this.#alliances, now);
  }
}

function keep<T extends { readonly id: string }>(
  kept: Map<string, Kept<T>>,
  left: readonly T[],
  until: number,
  isBack: (id: string) => boolean,
): void {
  for (const id of [...kept.keys()]) if (isBack(id)) kept.delete(id);
  for (const entry of left) {
    // One that left twice is forgotten last.
    kept.delete(entry.id);
    kept.set(entry.id, { entry, until });
  }
}

/** Whether any was dropped. */
function dropUntil(kept: Map<string, Kept<unknown>>, now: number): boolean {
  const { size } = kept;
  for (const [id, { until }] of kept) {
    if (until > now) break;
    kept.delete(id);
  }
  return kept.size < size;
}
