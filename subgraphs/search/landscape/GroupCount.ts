import type { ConceptCount } from '../summary/Summary';

/** What a group of cities counts on a concept. */
export interface GroupCount {
  /** The key of the group. */
  readonly group: string;
  /** How many cities of the group count something. */
  readonly cities: number;
  readonly counts: ConceptCount;
}
