import type { EntityManager } from 'typeorm';

/**
 * The keys of the topics that map to no concept once what is staged and planned is applied: what rests on them is found
 * by text alone.
 */
export async function findUnmapped(manager: EntityManager): Promise<readonly string[]> {
  const rows = await manager.query<{ key: string }[]>(
    `SELECT key FROM incoming_topic AS incoming
     WHERE NOT EXISTS (SELECT FROM incoming_topic_mapping AS mapping WHERE mapping.topic_key = incoming.key)
     UNION ALL
     SELECT key FROM topic AS present
     WHERE NOT EXISTS (SELECT FROM incoming_topic AS incoming WHERE incoming.key = present.key)
       AND NOT EXISTS (SELECT FROM retired_topic AS retired WHERE retired.key = present.key)
       AND NOT EXISTS (SELECT FROM topic_mapping AS mapping WHERE mapping.topic_key = present.key)
     ORDER BY key`,
  );
  return rows.map(({ key }) => key);
}
