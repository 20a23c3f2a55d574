/** How the hub stands with a city that hosts a server. */
export type CityState =
  /** Not examined yet. */
  | { readonly phase: 'PENDING' }
  /** Keeps the contract, and is asked. `doubtful` when it failed since, so that it is examined again. */
  | { readonly phase: 'ADMITTED'; readonly doubtful: boolean }
  /** Could not be examined. */
  | { readonly phase: 'UNREACHABLE'; readonly reason: string }
  /** Breaks the contract, and is not asked. */
  | { readonly phase: 'QUARANTINED'; readonly reason: string };
