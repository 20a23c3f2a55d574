import type { Question } from '../question/Question';
import type { Position } from './Hit';

/** What every city that is asked is asked for, and by which its answer is judged. */
export interface HitsRequest {
  readonly question: Question;
  /** Conditions on the record, in the form of the contract's `*HitFilter`. */
  readonly filter: Readonly<Record<string, unknown>>;
  /** The hub's day, YYYY-MM-DD. */
  readonly day: string;
  /** At most so many hits. */
  readonly first: number;
  /** Only hits behind this position. */
  readonly after: Position | null;
  /** Whether to count how all matches divide. */
  readonly wantsFacets?: boolean;
}
