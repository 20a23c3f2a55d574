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
