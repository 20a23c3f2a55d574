import type { CityReply } from '../../../subgraphs/contract/AskCity';

/** What became of the questions to one city. */
interface CityCounts {
  readonly byStatus: Map<CityReply['status'], number>;
  seconds: number;
}

/**
 * Counts questions to cities. prom-client makes a key of the labels each time that it counts, which over all cities of a
 * search is a good part of what the search takes; so it is told the sums when somebody reads them.
 */
export class CallCounts {
  inFlight = 0;
  readonly #cities = new Map<string, CityCounts>();

  add(cityId: string, status: CityReply['status'], seconds: number): void {
    let counts = this.#cities.get(cityId);
    if (counts === undefined) this.#cities.set(cityId, (counts = { byStatus: new Map(), seconds: 0 }));
    counts.byStatus.set(status, (counts.byStatus.get(status) ?? 0) + 1);
    counts.seconds += seconds;
  }

  /** By city. */
  get cities(): ReadonlyMap<string, Readonly<CityCounts>> {
    return this.#cities;
  }
}
