import type { DataSource } from 'typeorm';
import { chooseLabel } from '../record/languages';

interface TopicRow {
  readonly key: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly language: string | null;
  readonly concepts: readonly string[];
  readonly records: number;
}

/** All topics of the city, those with the most records first. */
export async function readTopics(dataSource: DataSource): Promise<readonly CityTopic[]> {
  const rows = await dataSource.query<TopicRow[]>(
    `SELECT topic.key, topic.labels, (SELECT language FROM city) AS language,
       ARRAY(
         SELECT concept_id FROM topic_mapping WHERE topic_key = topic.key ORDER BY concept_id COLLATE "C"
       ) AS concepts,
       coalesce(resting.records, 0)::integer AS records
     FROM topic
     LEFT JOIN (
       SELECT topic_key, count(*) AS records FROM (
         SELECT DISTINCT topic_key, staff_key FROM experience
         UNION ALL SELECT topic_key, programme_key FROM programme_topic
         UNION ALL SELECT topic_key, exchange_key FROM exchange_topic
         UNION ALL SELECT topic_key, need_key FROM need_topic
         UNION ALL SELECT topic_key, offer_key FROM offer_topic
       ) AS record
       GROUP BY topic_key
     ) AS resting ON resting.topic_key = topic.key
     ORDER BY records DESC, topic.key`,
  );
  return rows.map(({ key, labels, language, concepts, records }) => ({
    key,
    label: chooseLabel(labels, null, language),
    languages: Object.keys(labels),
    concepts,
    records,
  }));
}

/** A topic of the city, as those who map it see it. */
export interface CityTopic {
  readonly key: string;
  /** In the city's own language where there is one. */
  readonly label: string;
  /** The languages in which it has a label, BCP 47 tags. */
  readonly languages: readonly string[];
  /** Ids of the concepts to which it maps. */
  readonly concepts: readonly string[];
  /** How many records rest on it: staff, programmes, exchanges, needs and offers, whoever may see them. */
  readonly records: number;
}
