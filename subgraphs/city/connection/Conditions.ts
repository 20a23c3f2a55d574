import type { SqlParameters } from '../database/SqlParameters';

/**
 * What a filter asks of the items of a list: conditions on `item` in SQL, all of which must hold. Values come from
 * outside and are bound, never written into the statement.
 */
export type Conditions = (parameters: SqlParameters) => readonly string[];

/** A list as it is. */
export const noConditions: Conditions = () => [];
