import type { Alliance, City, Network } from './network/Network';
import type { Vocabulary } from './vocabulary/Vocabulary';

/** What the directory knows, and how it hears of what changes. */
export interface DirectorySources {
  /** The network as it is now; read anew for each field, since its file may change while the hub runs. */
  readonly network: () => Network;
  readonly vocabulary: Vocabulary;
  /** What left the network a moment ago: answers under way may still name it. */
  readonly recentlyLeft?: {
    city(id: string): City | undefined;
    alliance(id: string): Alliance | undefined;
  };
  /** How the hub stands with the server of a city that has one. */
  readonly statusOf: (cityId: string) => ServerStatus;
  /** Why such a city is not part of the network now, in a sentence without an address. Undefined when it is. */
  readonly statusReasonOf?: (cityId: string) => string | undefined;
  /** Whether a city itself says that it was the host of an exchange of another city. Undefined when that is not known. */
  readonly confirms?: (cityId: string, exchangeId: string) => boolean | undefined;
}

/** How the hub stands with a city's server: see `CityStatus` in schema/directory.graphql, which adds `LISTED` and `SUSPENDED`. */
export type ServerStatus = 'PENDING' | 'ADMITTED' | 'UNREACHABLE' | 'REFUSED' | 'QUARANTINED';

/** How another subgraph names an entity of this one (`_entities(representations:)`). */
export interface Reference {
  readonly id: string;
}
