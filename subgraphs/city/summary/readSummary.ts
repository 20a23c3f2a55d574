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
    SELECT visibility, concept_id AS concept,
      count(*) FILTER (WHERE kind = 'staff')::integer AS staff,
      count(*) FILTER (WHERE kind = 'programme')::integer AS programmes,
      count(*) FILTER (WHERE kind = 'exchange')::integer AS exchanges,
      count(*) FILTER (WHERE kind = 'offer')::integer AS offers
    FROM (
      SELECT DISTINCT 'staff' AS kind, staff.visibility, concept_id, staff.key
      FROM topic_mapping JOIN experience USING (topic_key) JOIN staff ON staff.key = experience.staff_key
      UNION ALL
      SELECT DISTINCT 'programme', programme.visibility, concept_id, programme.key
      FROM topic_mapping JOIN programme_topic USING (topic_key) JOIN programme ON programme.key = programme_key
      UNION ALL
      SELECT DISTINCT 'exchange', exchange.visibility, concept_id, exchange.key
      FROM topic_mapping JOIN exchange_topic USING (topic_key) JOIN exchange ON exchange.key = exchange_key
      UNION ALL
      SELECT DISTINCT 'offer', offer.visibility, concept_id, offer.key
      FROM topic_mapping JOIN offer_topic USING (topic_key) JOIN offer ON offer.key = offer_key
    ) AS record
    WHERE visibility IN ('PUBLIC', 'NETWORK')
    GROUP BY visibility, concept_id
    ORDER BY concept_id COLLATE "C"`);
  const sectionOf = (visibility: CountRow['visibility']): ConceptCount[] =>
    rows.flatMap(({ visibility: own, ...count }) => (own === visibility ? [instantiate(ConceptCount, count)] : []));
  const counts = { public: sectionOf('PUBLIC'), network: sectionOf('NETWORK') };
  return instantiate(Summary, {
    version: createHash('md5').update(JSON.stringify(counts)).digest('hex'),
    asOf: new Date(),
    ...counts,
  });
}
