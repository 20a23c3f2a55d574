/** How the cache of query plans does, since the hub started. */
export interface PlanCacheStatistics {
  /** Plans that were there. */
  readonly hits: number;
  /** Plans that had to be made. */
  readonly misses: number;
  /** Plans that are kept at present. */
  readonly size: number;
}
