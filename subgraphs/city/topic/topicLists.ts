import type { KeysetList } from '../connection/KeysetList';
import { byVisibility } from '../visibility/SeenBy';

/** The lists of a topic; their owner is the topic's key. */
export const topicLists = {
  staff: {
    name: 'topic-staff',
    table: 'staff',
    sort: 'sort_name',
    descending: false,
    seenBy: byVisibility,
    membership: `EXISTS (
      SELECT FROM experience WHERE experience.staff_key = item.key AND experience.topic_key = request.owner)`,
  },
  programmes: {
    name: 'topic-programmes',
    table: 'programme',
    sort: 'sort_title',
    descending: false,
    seenBy: byVisibility,
    membership: `EXISTS (
      SELECT FROM programme_topic AS link WHERE link.programme_key = item.key AND link.topic_key = request.owner)`,
  },
} as const satisfies Record<string, KeysetList>;
