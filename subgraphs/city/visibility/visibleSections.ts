import type { Viewer } from '../../contract/tokens';
import type { Visibility } from '../../contract/enums';

const ofStrangers: readonly Visibility[] = ['PUBLIC'];
const ofMembers: readonly Visibility[] = ['PUBLIC', 'NETWORK'];

/** The visibilities of the records that a viewer may see. INTERNAL is in nobody's. */
export function visibleSections(viewer: Viewer): readonly Visibility[] {
  return viewer.anonymous ? ofStrangers : ofMembers;
}
