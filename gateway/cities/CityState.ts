import type { SchemaCoordinate } from '../../subgraphs/composing/findLacking';

/** How the hub stands with a city that hosts a server. */
export type CityState =
  /** Not examined yet. */
  | { readonly phase: 'PENDING' }
  /** Keeps the contract, and is asked. */
  | {
      readonly phase: 'ADMITTED';
      /** It failed since, so that it is examined again. */
      readonly doubtful: boolean;
      /** What came into the contract after its first version, and was not in the city's when it was examined last. */
      readonly lacking: ReadonlySet<SchemaCoordinate>;
    }
  /** Could not be examined. `cause` as in `FailedReply`. */
  | { readonly phase: 'UNREACHABLE'; readonly reason: string; readonly cause?: string }
  /** Takes no call of the hub, which says nothing of its schema: a clock or a key is wrong. */
  | { readonly phase: 'REFUSED'; readonly reason: string; readonly cause?: string }
  /** Breaks the contract, and is not asked. */
  | { readonly phase: 'QUARANTINED'; readonly reason: string };
