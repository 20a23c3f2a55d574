/**
 * That a viewer may see a record, as a condition in SQL.
 *
 * @param record the name of its table in the statement
 * @param sections the placeholder of the viewer's sections
 */
export type SeenBy = (record: string, sections: string) => string;

/** By the visibility of its own. */
export const byVisibility: SeenBy = (record, sections) => `${record}.visibility = ANY(${sections})`;
