import type { SeenBy } from '../visibility/SeenBy';

/** Where a record says which topics it has: the table that links them, its column, and the table of the records. */
const USES = [
  ['experience', 'staff_key', 'staff'],
  ['programme_topic', 'programme_key', 'programme'],
  ['exchange_topic', 'exchange_key', 'exchange'],
  ['need_topic', 'need_key', 'need'],
  ['offer_topic', 'offer_key', 'offer'],
] as const;

/**
 * A topic has no visibility of its own: it is seen by who may see a record that uses it, since its label can tell what an
 * INTERNAL record is about. One that no record uses is seen by nobody.
 *
 * For each topic the links are looked up by its key, and the records by theirs, until one may be seen. OFFSET 0 and the
 * query within keep PostgreSQL to that: it would rather read all records that may be seen, for a page of topics.
 */
export const byUse: SeenBy = (topic, sections) => {
  const used = USES.map(
    ([link, column, record]) =>
      `EXISTS (SELECT FROM ${link} AS topic_use WHERE topic_use.topic_key = ${topic}.key AND
        (SELECT visibility FROM ${record} AS topic_user WHERE topic_user.key = topic_use.${column}) = ANY(${sections})
       OFFSET 0)`,
  );
  return `(${used.join(' OR ')})`;
};
