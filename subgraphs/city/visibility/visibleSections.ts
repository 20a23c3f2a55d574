import type { Viewer } from '../auth/Viewer';
import type { Visibility } from './Visibility';

const ofStrangers: readonly Visibility[] = ['PUBLIC'];
const ofMembers: readonly Visibility[] = ['PUBLIC', 'NETWORK'];

/** The visibilities of the records that a viewer may see. INTERNAL is in nobody's. */
export function visibleSections(viewer: Viewer): readonly Visibility[] {
  return viewer.anonymous ? ofStrangers : ofMembers;
}
