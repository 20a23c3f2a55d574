/** What somebody is about to do for a request, in milliseconds of CPU. */
export interface Work {
  readonly hub: number;
  /** Of these, what the hub did to find out what is to be done: it is paid also when the rest is refused. */
  readonly tried?: number;
  /** Of each city that is asked. */
  readonly cities: Iterable<readonly [cityId: string, ms: number]>;
}
