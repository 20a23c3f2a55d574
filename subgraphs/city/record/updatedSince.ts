import type { SqlParameters } from './SqlParameters';

/** Of `updatedSince`, which the filters of all searches have. Lists have none: the hub hands their arguments on as they are. */
export const UPDATED_SINCE = 'Only records whose `updatedAt` is this moment or a later one.';

export interface UpdatedSince {
  readonly updatedSince?: Date | null;
}

/** The condition on `item`, in SQL, to which others may be added. */
export function isUpdatedSince(moment: Date | null | undefined, parameters: SqlParameters): string[] {
  return moment == null ? [] : [`item.updated_at >= ${parameters.bind(moment)}`];
}
