import type { Logger } from 'pino';
import type { AskCity } from '../contract/AskCity';
import type { CityCursors, NamedNetwork, SearchVocabulary } from './SearchSources';
import type { SummaryStore } from './summary/SummaryStore';
import type { Coverage } from './coverage';
import type { Features, SearchKind } from './kinds';
import type { Viewer } from '../contract/tokens';
import type { Hit } from './hits/Hit';
import type { HitsRequest } from './hits/HitsRequest';
import type { RecordCounts } from './hits/RecordsWithHits';

export interface SearchDependencies {
  /** The network as it stands now; read once for each field. */
  readonly network: () => NamedNetwork;
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
  /** Whether records for members alone may come with hits, where those of strangers do. Left out: false. */
  readonly networkRecords?: boolean;
  readonly now: () => Date;
  /** Is told of each search that was answered, and for which request. */
  readonly onSearch?: (event: SearchEvent, context: object) => void;
  /** Is told what each city was asked for beside searches, and for which request. */
  readonly onRead?: ((event: ReadEvent, context: object) => void) | undefined;
  /** Is told of the hits on each page, for which request, before anybody fetches their records. */
  readonly onHits?: (found: FoundHits, context: object) => void;
  readonly logger: Logger;
}

/** What a search was, for those who watch over the hub: no words of the question, and no records. */
export interface SearchEvent {
  readonly kind: SearchKind<Features>['name'] | 'adaptations' | 'changes';
  /** The concepts asked for or named by the text, without their narrower ones. */
  readonly concepts: readonly string[];
  /** Whether words decided, which named no concept. */
  readonly byText: boolean;
  readonly coverage: Coverage;
  /** Matching records in all cities that answered. */
  readonly found: number;
  /** Records on the page. */
  readonly shown: number;
  /** Undefined where none were to come with the hits. */
  readonly records?: RecordCounts | undefined;
}

/** The hits on a page, and the question that cities answered with them. */
export interface FoundHits {
  readonly kind: SearchKind<Features>;
  readonly request: HitsRequest;
  readonly hits: readonly Hit[];
  readonly viewer: Viewer;
  /** When the search began, by `performance.now()`. */
  readonly startedAt: number;
  /** Whether cities were asked in this search, and not for a page before it. */
  readonly isFresh: boolean;
}

/** What one city was asked for beside searches, for those who watch over the hub: no ids, and nothing of a record. */
export interface ReadEvent {
  readonly cityId: string;
  readonly answered: boolean;
  /** How many it gave of what: records by their type, as `Staff`, and lists by their field, as `City.staff`. */
  readonly read: ReadonlyMap<string, number>;
}
