import type { Visibility } from '../../contract/enums';
import type { Viewer } from '../../contract/tokens';

const ofStrangers: readonly Visibility[] = ['PUBLIC'];
const ofMembers: readonly Visibility[] = ['PUBLIC', 'NETWORK'];

/** The visibilities of the records that a viewer may see. INTERNAL is in nobody's. */
export function visibleSections(viewer: Viewer): readonly Visibility[] {
  return viewer.anonymous ? ofStrangers : ofMembers;
}

/**
 * That a viewer may see a record, as a condition in SQL.
 *
 * @param record the name of its table in the statement
 * @param sections the placeholder of the viewer's sections
 */
export type SeenBy = (record: string, sections: string) => string;

/** By the visibility of its own. */
export const byVisibility: SeenBy = (record, sections) => `${record}.visibility = ANY(${sections})`;
