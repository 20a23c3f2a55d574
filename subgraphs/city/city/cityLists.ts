import type { KeysetList } from '../connection/KeysetList';
import { byUse } from '../topic/byUse';
import { byVisibility } from '../visibility/SeenBy';

/** Everything in a city's database is the city's own. */
const membership = 'TRUE';
const byTitle = { sort: 'sort_title', descending: false, seenBy: byVisibility, membership } as const;

/** The lists of a city; their owner is the city's id. */
export const cityLists = {
  staff: { name: 'staff', table: 'staff', sort: 'sort_name', descending: false, seenBy: byVisibility, membership },
  programmes: { name: 'programmes', table: 'programme', ...byTitle },
  topics: { name: 'topics', table: 'topic', sort: 'key', descending: false, seenBy: byUse, membership },
  exchanges: {
    name: 'exchanges',
    table: 'exchange',
    sort: 'sort_date',
    descending: true,
    seenBy: byVisibility,
    membership,
  },
  needs: { name: 'needs', table: 'need', ...byTitle },
  offers: { name: 'offers', table: 'offer', ...byTitle },
} as const satisfies Record<string, KeysetList>;
