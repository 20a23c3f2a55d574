import type { EntityManager } from 'typeorm';

/**
 * Puts the mappings that a person accepted to those of the staged topics, where the source says nothing of them itself:
 * what is in no file is not lost by an import.
 */
export async function stageAcceptedMappings(manager: EntityManager): Promise<void> {
  await manager.query(
    `INSERT INTO incoming_topic_mapping (topic_key, concept_id, match, from_file, from_line)
     SELECT accepted.topic_key, accepted.concept_id, accepted.match, topic.from_file, topic.from_line
     FROM accepted_mapping AS accepted JOIN incoming_topic AS topic ON topic.key = accepted.topic_key
     WHERE NOT EXISTS (
       SELECT FROM incoming_topic_mapping AS staged
       WHERE staged.topic_key = accepted.topic_key AND staged.concept_id = accepted.concept_id)`,
  );
}

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
