import type { CityContext } from '../context';
import { SqlParameters } from '../database/SqlParameters';
import type { Role } from '../experience/Role';
import { globalId } from '../globalId';
import { instantiate } from '../instantiate';
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

/**
 * Searches the city's staff through its experience. By text alone, staff without any experience is found too. An empty
 * list in the filter is no condition.
 */
export async function findStaffHits(
  { cityId, dataSource, sections }: Pick<CityContext, 'cityId' | 'dataSource' | 'sections'>,
  question: Question,
  filter: StaffHitFilter | null,
): Promise<StaffHits> {
  const parameters = new SqlParameters();
  const conditions = [`staff.visibility = ANY(${parameters.bind(sections)})`];
  if (filter?.kinds?.length) {
    conditions.push(`staff.kind = ANY(${parameters.bind(filter.kinds)})`);
  }
  if (filter?.roles?.length) {
    conditions.push(`experience.role = ANY(${parameters.bind(filter.roles)})`);
  }
  if (filter?.languages?.length) {
    // RFC 4647 basic filtering: `de` also finds `de-AT`.
    conditions.push(`EXISTS (
      SELECT FROM unnest(staff.languages) AS tag, unnest(${parameters.bind(filter.languages)}::text[]) AS range
      WHERE lower(tag) = lower(range) OR starts_with(lower(tag), lower(range) || '-'))`);
  }
  const { total, rows } = await findHits<StaffHitRow>(
    dataSource,
    {
      candidates: `
        SELECT staff.key, experience.topic_key, experience.role, experience.since, experience.until
        FROM staff LEFT JOIN experience ON experience.staff_key = staff.key
        WHERE ${conditions.join(' AND ')}`,
      texts: 'staff_text',
      score: staffScore,
      idPrefix: globalId(cityId, 'staff', ''),
    },
    question,
    parameters,
  );
  return instantiate(StaffHits, {
    total,
    hits: rows.map(({ topic_key, ...hit }) =>
      instantiate(StaffHit, {
        ...hit,
        topic: topic_key === null ? null : globalId(cityId, 'topic', topic_key),
      }),
    ),
  });
}
