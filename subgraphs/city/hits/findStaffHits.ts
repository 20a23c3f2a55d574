import type { CityContext } from '../context';
import { SqlParameters } from '../database/SqlParameters';
import type { Role } from '../experience/Role';
import { globalId } from '../globalId';
import { instantiate } from '../instantiate';
import { answersIn } from '../staff/answersIn';
import type { FacetSource } from './facets/countFacet';
import { countFacet } from './facets/countFacet';
import { HitFacets } from './facets/HitFacets';
import type { HitRow } from './findHits';
import { findHits } from './findHits';
import type { Question } from './parseQuestion';
import { staffScore } from './score';
import { StaffHit } from './StaffHit';
import type { StaffHitFilter } from './StaffHitFilter';
import { StaffHits } from './StaffHits';

interface StaffHitRow extends HitRow {
  readonly role: Role | null;
  readonly since: string | null;
  readonly until: string | null;
}

/** By what matches can be divided: see FacetSource. */
const VALUES = {
  // Record by record, each with the few topics that it has: to sort all pairs would take twice as long.
  concepts: `
    SELECT found.key, concept.id
    FROM found CROSS JOIN LATERAL (
      SELECT DISTINCT topic_mapping.concept_id AS id
      FROM experience JOIN topic_mapping USING (topic_key)
      WHERE experience.staff_key = found.key
    ) AS concept`,
  languages: 'SELECT DISTINCT key, unnest(languages) FROM found JOIN staff USING (key)',
  roles: 'SELECT DISTINCT key, role FROM found JOIN matched USING (key) WHERE role IS NOT NULL',
} satisfies FacetSource['values'];

/**
 * Searches the city's staff through its experience. By text alone, staff without any experience is found too. An empty
 * list in the filter is no condition.
 */
export async function findStaffHits(
  { cityId, dataSource, sections }: Pick<CityContext, 'cityId' | 'dataSource' | 'sections'>,
  question: Question,
  filter: StaffHitFilter | null,
): Promise<StaffHits> {
  const candidates = (parameters: SqlParameters): string => {
    const conditions = [`staff.visibility = ANY(${parameters.bind(sections)})`];
    if (filter?.kinds?.length) {
      conditions.push(`staff.kind = ANY(${parameters.bind(filter.kinds)})`);
    }
    if (filter?.roles?.length) {
      conditions.push(`experience.role = ANY(${parameters.bind(filter.roles)})`);
    }
    if (filter?.languages?.length) {
      conditions.push(answersIn('staff.languages', filter.languages, parameters));
    }
    return `
      SELECT staff.key, experience.topic_key, experience.role, experience.since, experience.until
      FROM staff LEFT JOIN experience ON experience.staff_key = staff.key
      WHERE ${conditions.join(' AND ')}`;
  };
  const parameters = new SqlParameters();
  const { total, rows } = await findHits<StaffHitRow>(
    dataSource,
    {
      candidates: candidates(parameters),
      texts: 'staff_text',
      score: staffScore,
      ties: ['since', 'until'],
      idPrefix: globalId(cityId, 'staff', ''),
    },
    question,
    parameters,
  );
  const facets = { candidates, texts: 'staff_text', values: VALUES };
  return instantiate(StaffHits, {
    total,
    hits: rows.map(({ topic_key, ...hit }) =>
      instantiate(StaffHit, {
        ...hit,
        topic: topic_key === null ? null : globalId(cityId, 'topic', topic_key),
      }),
    ),
    facets: new HitFacets((facet) => countFacet(dataSource, facets, question, facet)),
  });
}
