import type { Viewer } from '../../contract/tokens';
import type { Features, SearchKind } from '../kind/SearchKind';
import type { Hit } from './Hit';
import type { HitsRequest } from './HitsRequest';

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
