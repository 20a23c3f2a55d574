import type { Level, Requirement } from './Requirement';

/**
 * `NO ANSWER`: the city has no data for the question, or another requirement comes first. `NO REPLY`: its server did not
 * answer at all, so that the check itself is incomplete.
 */
export type Status = 'PASS' | 'FAIL' | 'NO ANSWER' | 'NO REPLY';

/** What became of one requirement. */
export interface Verdict {
  readonly id: Requirement['id'];
  readonly level: Level;
  readonly title: string;
  readonly status: Status;
  /** What was seen, or why nothing was. */
  readonly seen: string;
  readonly tookMs: number;
}
