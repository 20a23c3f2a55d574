/** What somebody is about to do for a request, in milliseconds of CPU. */
export interface Work {
  readonly hub: number;
  /** Of these, what the hub did to find out what is to be done: it is paid also when the rest is refused. */
  readonly tried?: number;
  /**
   * Of each city that is asked: what counts against the limit of a request, and what is paid where that is more, since one
   * search is to be possible however much a city has.
   */
  readonly cities: Iterable<readonly [cityId: string, ms: number, paidMs?: number]>;
}
