import type { DataSource } from 'typeorm';
import { chooseLabel } from '../record/languages';
import { topicLinks } from '../record/Topic';

interface TopicRow {
  readonly key: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly language: string | null;
  readonly concepts: readonly string[];
  readonly records: number;
}

/** All topics of the city, those with the most records first. */
export async function readTopics(dataSource: DataSource): Promise<readonly CityTopic[]> {
  // Staff has a topic once for each piece of work on it.
  const links = Object.entries(topicLinks).map(
    ([record, link]) => `SELECT ${record === 'staff' ? 'DISTINCT' : ''} topic_key, ${record}_key FROM ${link}`,
  );
  const rows = await dataSource.query<TopicRow[]>(
    `SELECT topic.key, topic.labels, (SELECT language FROM city) AS language,
       ARRAY(
         SELECT concept_id FROM topic_mapping WHERE topic_key = topic.key ORDER BY concept_id COLLATE "C"
       ) AS concepts,
       coalesce(resting.records, 0)::integer AS records
     FROM topic
     LEFT JOIN (
       SELECT topic_key, count(*) AS records FROM (
         ${links.join(' UNION ALL ')}
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
