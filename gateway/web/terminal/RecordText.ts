import type { Fact, Line } from '../facts/Fact';

/** What a record says, beyond its row in the table. */
export interface RecordText {
  readonly title: string;
  readonly summary: string | null;
  readonly facts: readonly Fact[];
  readonly footing: Line;
}
