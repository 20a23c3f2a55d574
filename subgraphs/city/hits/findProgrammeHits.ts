import type { CityContext } from '../context';
import { SqlParameters } from '../database/SqlParameters';
import { globalId } from '../../contract/ids';
import { instantiate } from '../instantiate';
import type { ProgrammeStatus } from '../programme/ProgrammeStatus';
import type { Facet } from './facets/HitFacets';
import { HitFacets } from './facets/HitFacets';
import type { FacetSources, HitRow } from './findHits';
import { chooseFacets, findHits } from './findHits';
import type { Question } from './parseQuestion';
import { ProgrammeHit } from './ProgrammeHit';
import type { ProgrammeHitFilter } from './ProgrammeHitFilter';
import { ProgrammeHits } from './ProgrammeHits';
import { programmeScore } from './score';

interface ProgrammeHitRow extends HitRow {
  readonly status: ProgrammeStatus | null;
  readonly good_practice: boolean;
  readonly since: string | null;
  readonly until: string | null;
}

/** By what matches can be divided. */
const FACETS = {
  // Record by record, each with the few topics that it has: to sort all pairs would take twice as long.
  concepts: {
    counts: `
      SELECT concept.id AS value, count(*) AS count
      FROM best CROSS JOIN LATERAL (
        SELECT DISTINCT topic_mapping.concept_id AS id
        FROM programme_topic JOIN topic_mapping USING (topic_key)
        WHERE programme_topic.programme_key = best.key
      ) AS concept
      GROUP BY concept.id`,
  },
  statuses: {
    aggregate: 'max(status)',
    counts: 'SELECT statuses AS value, count(*) AS count FROM best WHERE statuses IS NOT NULL GROUP BY statuses',
  },
} satisfies FacetSources;

/** Searches the city's programmes through their topics. An empty list in the filter is no condition. */
export async function findProgrammeHits(
  { cityId, dataSource, sections }: Pick<CityContext, 'cityId' | 'dataSource' | 'sections'>,
  question: Question,
  filter: ProgrammeHitFilter | null,
  asked: readonly Facet[],
): Promise<ProgrammeHits> {
  const parameters = new SqlParameters();
  const conditions = [`programme.visibility = ANY(${parameters.bind(sections)})`];
  if (filter?.statuses?.length) {
    conditions.push(`programme.status = ANY(${parameters.bind(filter.statuses)})`);
  }
  if (filter?.goodPractice != null) {
    conditions.push(`programme.good_practice = ${parameters.bind(filter.goodPractice)}`);
  }
  if (filter?.openToVisitors != null) {
    conditions.push(`programme.open_to_visitors = ${parameters.bind(filter.openToVisitors)}`);
  }
  const candidates = `
      SELECT programme.key, link.topic_key, programme.status, programme.good_practice,
        programme.starts_on AS since, programme.ends_on AS until, programme.until_day
      FROM programme LEFT JOIN programme_topic AS link ON link.programme_key = programme.key
      WHERE ${conditions.join(' AND ')}`;
  const { total, rows, facets } = await findHits<ProgrammeHitRow>(
    dataSource,
    {
      candidates,
      texts: 'programme_text',
      score: programmeScore,
      ties: ['since', 'until'],
      idPrefix: globalId(cityId, 'programme', ''),
    },
    question,
    parameters,
    chooseFacets(FACETS, asked),
  );
  return instantiate(ProgrammeHits, {
    total,
    hits: rows.map(({ topic_key, good_practice, ...hit }) =>
      instantiate(ProgrammeHit, {
        ...hit,
        goodPractice: good_practice,
        // By text, the record matched as a whole and none of its topics did.
        topic: topic_key === null || hit.concept === null ? null : globalId(cityId, 'topic', topic_key),
      }),
    ),
    facets: new HitFacets(facets),
  });
}
