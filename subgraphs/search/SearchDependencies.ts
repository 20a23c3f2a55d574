import type { Logger } from 'pino';
import type { AskCity } from '../contract/AskCity';
import type { CityCursors } from './CityCursors';
import type { ReadEvent } from './ReadEvent';
import type { SearchableNetwork } from './SearchableNetwork';
import type { FoundHits } from './hits/FoundHits';
import type { SearchEvent } from './SearchEvent';
import type { SearchVocabulary } from './SearchVocabulary';
import type { SummaryStore } from './summary/SummaryStore';

export interface SearchDependencies {
  /** The network as it stands now; read once for each field. */
  readonly network: () => SearchableNetwork;
  readonly vocabulary: SearchVocabulary;
  readonly askCity: AskCity;
  /** What clients get of the cursors that cities make. */
  readonly cursors: CityCursors;
  readonly summaries: SummaryStore;
  /** Kept free for fetching what was found, out of the query's deadline; of a short time, a quarter at most. */
  readonly fetchReserveMs: number;
  /** The most that a client may ask for with `timeoutMs`. */
  readonly maxTimeoutMs: number;
  /** How many cities a text without any concept asks at most. */
  readonly maxCitiesForText: number;
  /** What one request of a client costs at most: one for each city that each of its searches asks. */
  readonly maxSearchCost: number;
  /** The smallest count of staff that strangers are told, in facets and of a concept. */
  readonly minCount: number;
  readonly now: () => Date;
  /** Is told of each search that was answered, and for which request. */
  readonly onSearch?: (event: SearchEvent, context: object) => void;
  /** Is told what each city was asked for beside searches, and for which request. */
  readonly onRead?: ((event: ReadEvent, context: object) => void) | undefined;
  /** Is told of the hits on each page, for which request, before anybody fetches their records. */
  readonly onHits?: (found: FoundHits, context: object) => void;
  readonly logger: Logger;
}
