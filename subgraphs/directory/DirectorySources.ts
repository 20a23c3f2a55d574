import type { ServerStatus } from './city/ServerStatus';
import type { Network } from './network/Network';
import type { Vocabulary } from './vocabulary/Vocabulary';

/** What the directory knows, and how it hears of what changes. */
export interface DirectorySources {
  /** The network as it is now; read anew for each field, since its file may change while the hub runs. */
  readonly network: () => Network;
  readonly vocabulary: Vocabulary;
  /** How the hub stands with the server of a city that has one. */
  readonly statusOf: (cityId: string) => ServerStatus;
}
