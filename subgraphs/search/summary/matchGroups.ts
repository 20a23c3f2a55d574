import type { Group } from '../question/understand';
import { columnOf } from './ConceptPosting';
import type { ConceptPosting } from './ConceptPosting';
import type { ConceptCount } from './Summary';

/** A city that meets every group, in one of the two or in both. */
export interface SlotMatch {
  readonly slot: number;
  /** In what the viewer may see. */
  readonly visible: boolean;
  /** In what only members may see. False for members, who see it. */
  readonly hidden: boolean;
}

/**
 * Finds the cities that count records of a kind for every group, by whichever of its terms. A record matches every
 * group, so a city that counts nothing for one of them has no such record.
 *
 * @param slotCount every slot in the postings is below it
 */
export function matchGroups(
  groups: readonly Group[],
  counted: keyof ConceptCount,
  viewer: { readonly anonymous: boolean },
  postings: ReadonlyMap<string, ConceptPosting>,
  slotCount: number,
): readonly SlotMatch[] {
  const publicColumn = columnOf('public', counted);
  const networkColumn = columnOf('network', counted);
  // By slot, how many groups the city meets without missing one before.
  const visible = new Uint16Array(slotCount);
  const hidden = new Uint16Array(slotCount);
  const meetFirst: number[] = [];
  groups.forEach(({ terms }, group) => {
    for (const { concept } of terms) {
      const posting = postings.get(concept);
      if (posting === undefined) continue;
      for (let at = 0; at < posting.size; at += 1) {
        const slot = posting.slotAt(at);
        const inNetwork = posting.countAt(at, networkColumn) > 0;
        const sees = posting.countAt(at, publicColumn) > 0 || (inNetwork && !viewer.anonymous);
        const misses = inNetwork && viewer.anonymous;
        if (group === 0 && (sees || misses) && visible[slot] === 0 && hidden[slot] === 0) meetFirst.push(slot);
        if (sees && visible[slot] === group) visible[slot] = group + 1;
        if (misses && hidden[slot] === group) hidden[slot] = group + 1;
      }
    }
  });
  return meetFirst
    .map((slot) => ({
      slot,
      visible: visible[slot] === groups.length,
      hidden: hidden[slot] === groups.length,
    }))
    .filter((match) => match.visible || match.hidden);
}
