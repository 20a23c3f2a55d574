import type { Logger } from 'pino';
import type { AskCity } from './AskCity';
import type { SearchableNetwork } from './SearchableNetwork';
import type { SearchVocabulary } from './SearchVocabulary';
import type { SummaryStore } from './summary/createSummaryStore';

export interface SearchDependencies {
  /** The network as it stands now; read once for each field. */
  readonly network: () => SearchableNetwork;
  readonly vocabulary: SearchVocabulary;
  readonly askCity: AskCity;
  readonly summaries: SummaryStore;
  /** Kept free for fetching what was found, out of the query's deadline. */
  readonly fetchReserveMs: number;
  /** How many cities a text without any concept asks at most. */
  readonly maxCitiesForText: number;
  readonly now: () => Date;
  readonly logger: Logger;
}
