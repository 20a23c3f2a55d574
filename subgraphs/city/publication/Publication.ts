import type { EntityManager } from 'typeorm';
import { CHANGES_DAYS } from '../../contract/changes';
import { OWNED_TYPES } from '../../contract/ids';
import type { OwnedType } from '../../contract/ids';
import { byUse } from '../record/Topic';

/** For so long those who keep a copy can learn that a record is gone: an hour more than is asked for, since clocks differ. */
export const TOMBSTONE_HOURS = 24 * CHANGES_DAYS + 1;

/** The sections of readers, and the visibilities of the records that each of them sees. */
const READERS = `(VALUES ('PUBLIC', ARRAY['PUBLIC']), ('NETWORK', ARRAY['PUBLIC', 'NETWORK'])) AS reader (section, sees)`;

/**
 * What a transaction makes readable, and what it takes from readers, all at one time. To be opened before anything is
 * changed, by whoever holds the lock on the table `city`, and closed when all is.
 */
export class Publication {
  private constructor(
    private readonly manager: EntityManager,
    /** Later than the time of every publication before. */
    readonly at: Date,
    /** Topics have no visibility of their own, so that what becomes of them is known by whom they were seen before. */
    private readonly topicsBefore: readonly SeenTopic[],
  ) {}

  static async open(manager: EntityManager): Promise<Publication> {
    return new Publication(manager, await publishNow(manager), await findSeenTopics(manager));
  }

  /**
   * Leaves a tombstone for each section of readers that saw a record and will not see it any more.
   *
   * @param changes a query for the `key` of records, the visibility that each `was` of, and the one that it `becomes`,
   *   which is null for a record that goes
   */
  async hide(type: OwnedType, changes: string, parameters: readonly unknown[] = []): Promise<void> {
    await this.manager.query(
      `INSERT INTO tombstone (type, key, section, gone_at)
       SELECT '${type}', change.key, section, $1::timestamptz FROM (${changes}) AS change CROSS JOIN ${READERS}
       WHERE was = ANY (sees) AND (becomes = ANY (sees)) IS NOT TRUE
       ON CONFLICT (type, key, section) DO UPDATE SET gone_at = excluded.gone_at, returned = false`,
      [this.at, ...parameters],
    );
  }

  /** Goes by what is there now: stamps topics that came into sight, and marks the tombstones of what can be seen again. */
  async close(): Promise<void> {
    const after = await findSeenTopics(this.manager);
    const gone = without(this.topicsBefore, after);
    await this.manager.query(
      `INSERT INTO tombstone (type, key, section, gone_at)
       SELECT 'topic', key, section, $3 FROM unnest($1::text[], $2::text[]) AS gone (key, section)
       ON CONFLICT (type, key, section) DO UPDATE SET gone_at = excluded.gone_at, returned = false`,
      [gone.map(({ key }) => key), gone.map(({ section }) => section), this.at],
    );
    const come = without(after, this.topicsBefore);
    await this.manager.query(
      `UPDATE topic SET published_at = $3,
         public_since = CASE WHEN 'PUBLIC' = ANY (sections) THEN $3 ELSE public_since END,
         network_since = CASE WHEN 'NETWORK' = ANY (sections) THEN $3 ELSE network_since END
       FROM (SELECT key, array_agg(section) AS sections FROM unnest($1::text[], $2::text[]) AS come (key, section) GROUP BY key) AS come
       WHERE topic.key = come.key`,
      [come.map(({ key }) => key), come.map(({ section }) => section), this.at],
    );
    await this.manager.query(
      `UPDATE tombstone SET returned = true FROM unnest($1::text[], $2::text[]) AS seen (key, section)
       WHERE NOT returned AND tombstone.type = 'topic' AND tombstone.key = seen.key AND tombstone.section = seen.section`,
      [after.map(({ key }) => key), after.map(({ section }) => section)],
    );
    for (const type of OWNED_TYPES) {
      if (type === 'topic') continue;
      await this.manager.query(
        `UPDATE tombstone SET returned = true FROM ${type} AS present, ${READERS}
         WHERE NOT returned AND tombstone.type = '${type}' AND tombstone.section = reader.section
           AND present.key = tombstone.key AND present.visibility = ANY (sees)`,
      );
    }
  }
}

/**
 * The time of what is about to be readable: now, or a millisecond after the publication before, where the clock was put
 * back. To be called by whoever holds the lock on the table `city`.
 */
export async function publishNow(manager: EntityManager): Promise<Date> {
  const now = `date_trunc('milliseconds', clock_timestamp())`;
  const rows = await manager.query<{ at: Date }[]>(
    `WITH published AS (
       UPDATE city SET published_at = greatest(${now}, published_at + interval '1 millisecond') RETURNING published_at
     )
     SELECT published_at AS at FROM published UNION ALL SELECT ${now} LIMIT 1`,
  );
  return rows[0]?.at ?? new Date();
}

/** Takes away the tombstones whose time is over. */
export async function removeOldTombstones(manager: EntityManager): Promise<void> {
  await manager.query(`DELETE FROM tombstone WHERE gone_at < now() - interval '${TOMBSTONE_HOURS} hours'`);
}

/** A topic, and a section of readers that sees it. */
interface SeenTopic {
  readonly key: string;
  readonly section: string;
}

async function findSeenTopics(manager: EntityManager): Promise<readonly SeenTopic[]> {
  return manager.query<SeenTopic[]>(
    `SELECT topic.key, section FROM topic CROSS JOIN ${READERS} WHERE ${byUse('topic', 'reader.sees')}`,
  );
}

function without(topics: readonly SeenTopic[], others: readonly SeenTopic[]): readonly SeenTopic[] {
  const named = ({ key, section }: SeenTopic) => `${section} ${key}`;
  const known = new Set(others.map(named));
  return topics.filter((topic) => !known.has(named(topic)));
}
