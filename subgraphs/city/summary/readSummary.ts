import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { instantiate } from '../instantiate';
import { ConceptCount } from './ConceptCount';
import { Summary } from './Summary';

interface CountRow extends Pick<ConceptCount, keyof ConceptCount> {
  readonly visibility: 'PUBLIC' | 'NETWORK';
}

/** Counts, for each concept, the records whose topics map to it directly. INTERNAL records are never counted. */
export async function readSummary(dataSource: DataSource): Promise<Summary> {
  const rows = await dataSource.query<CountRow[]>(`
    SELECT record.visibility, topic_mapping.concept_id AS concept,
      count(DISTINCT record.staff)::integer AS staff,
      count(DISTINCT record.programme)::integer AS programmes,
      count(DISTINCT record.exchange)::integer AS exchanges
    FROM (
      SELECT visibility, topic_key, key AS staff, NULL AS programme, NULL AS exchange
      FROM staff JOIN (SELECT staff_key, topic_key FROM experience) AS link ON link.staff_key = staff.key
      UNION ALL
      SELECT visibility, topic_key, NULL, key, NULL
      FROM programme JOIN programme_topic AS link ON link.programme_key = programme.key
      UNION ALL
      SELECT visibility, topic_key, NULL, NULL, key
      FROM exchange JOIN exchange_topic AS link ON link.exchange_key = exchange.key
    ) AS record
    JOIN topic_mapping USING (topic_key)
    WHERE record.visibility IN ('PUBLIC', 'NETWORK')
    GROUP BY record.visibility, topic_mapping.concept_id
    ORDER BY topic_mapping.concept_id COLLATE "C"`);
  const sectionOf = (visibility: CountRow['visibility']): ConceptCount[] =>
    rows.flatMap(({ visibility: own, ...count }) => (own === visibility ? [instantiate(ConceptCount, count)] : []));
  const counts = { public: sectionOf('PUBLIC'), network: sectionOf('NETWORK') };
  return instantiate(Summary, {
    version: createHash('md5').update(JSON.stringify(counts)).digest('hex'),
    asOf: new Date(),
    ...counts,
  });
}
