import type { Coverage } from './coverage/cover';
import type { Features, SearchKind } from './kind/SearchKind';

/** What a search was, for those who watch over the hub: no words of the question, and no records. */
export interface SearchEvent {
  readonly kind: SearchKind<Features>['name'];
  /** The concepts asked for or named by the text, without their narrower ones. */
  readonly concepts: readonly string[];
  /** Whether words decided, which named no concept. */
  readonly byText: boolean;
  readonly coverage: Coverage;
  /** Matching records in all cities that answered. */
  readonly found: number;
  /** Records on the page. */
  readonly shown: number;
}
