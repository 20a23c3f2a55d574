import type { CityContext } from '../context';
import { SqlParameters } from '../database/SqlParameters';
import { Role } from '../experience/Role';
import { globalId } from '../../contract/ids';
import { instantiate } from '../instantiate';
import { MOST_NAMED } from '../disclosure/Disclosures';
import { answersIn } from '../staff/answersIn';
import type { Facet, FacetCounts } from './facets/HitFacets';
import { HitFacets } from './facets/HitFacets';
import type { FacetSources, HitRow } from './findHits';
import { chooseFacets, findHits } from './findHits';
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

type AskedBy = Pick<CityContext, 'cityId' | 'dataSource' | 'sections' | 'disclosures' | 'viewer' | 'minCount'>;

const ROLES = Object.values(Role);

/** By what matches can be divided. */
const FACETS = {
  concepts: {
    counts: `
      SELECT concept_id AS value, count(*) AS count
      FROM best JOIN staff_concept ON staff_concept.staff_key = best.key
      GROUP BY concept_id`,
  },
  // Most staff answers in the same few languages as others.
  languages: {
    counts: `
      SELECT language.value, sum(answering.count) AS count
      FROM (SELECT languages, count(*) AS count FROM best JOIN staff USING (key) GROUP BY languages) AS answering
      CROSS JOIN LATERAL (SELECT DISTINCT unnest(answering.languages) AS value) AS language
      GROUP BY language.value`,
  },
  // A bit for each: a record has them all in one number.
  roles: {
    aggregate: `bit_or(CASE role ${ROLES.map((name, at) => `WHEN '${name}' THEN ${2 ** at}`).join(' ')} END)`,
    counts: `
      SELECT role.value, sum(taken.count) AS count
      FROM (SELECT roles, count(*) AS count FROM best GROUP BY roles) AS taken
      JOIN (VALUES ${ROLES.map((name, at) => `(${2 ** at}, '${name}')`).join(', ')}) AS role(bit, value)
        ON taken.roles & role.bit <> 0
      GROUP BY role.value`,
  },
} satisfies FacetSources;

/**
 * Searches the city's staff through its experience. By text alone, staff without any experience is found too. An empty
 * list in the filter is no condition.
 */
export async function findStaffHits(
  { cityId, dataSource, sections, disclosures, viewer, minCount }: AskedBy,
  question: Question,
  filter: StaffHitFilter | null,
  asked: readonly Facet[],
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
    conditions.push(answersIn('staff.languages', filter.languages, parameters));
  }
  const candidates = `
      SELECT staff.key, experience.topic_key, experience.role, experience.since, experience.until,
        experience.since_month, experience.until_month, experience.until_day
      FROM staff LEFT JOIN experience ON experience.staff_key = staff.key
      WHERE ${conditions.join(' AND ')}`;
  const { total, rows, facets, keys } = await findHits<StaffHitRow>(
    dataSource,
    {
      candidates,
      texts: 'staff_text',
      score: staffScore,
      ties: ['since', 'until'],
      idPrefix: globalId(cityId, 'staff', ''),
    },
    question,
    parameters,
    chooseFacets(FACETS, asked),
    disclosures === null ? 0 : MOST_NAMED,
  );
  return instantiate(StaffHits, {
    total,
    hits: rows.map(({ topic_key, ...hit }) =>
      instantiate(StaffHit, {
        ...hit,
        topic: topic_key === null ? null : globalId(cityId, 'topic', topic_key),
      }),
    ),
    facets: new HitFacets(viewer.anonymous ? withoutSmall(facets, minCount) : facets),
    counted: {
      concepts: conceptsOf(question),
      filter: conditionsOf(question, filter),
      total,
      facets: asked.length > 0,
      keys,
    },
  });
}

/** A value that few have can tell of each of them. */
function withoutSmall(facets: FacetCounts, minCount: number): FacetCounts {
  return new Map([...facets].map(([facet, counts]) => [facet, counts.filter(({ count }) => count >= minCount)]));
}

/** Those that were meant: the hub adds narrower ones, which weigh less. */
function conceptsOf({ groups }: Question): readonly string[] {
  return groups.flatMap((terms) => {
    const most = Math.max(...terms.map(({ weight }) => weight));
    return terms.flatMap(({ concept, weight }) => (weight === most ? [concept] : []));
  });
}

function conditionsOf({ words }: Question, filter: StaffHitFilter | null): object {
  return Object.assign(words.length > 0 ? { text: true } : {}, filter);
}
