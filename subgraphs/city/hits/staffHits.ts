import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';
import { globalId } from '../../contract/ids';
import type { CityContext } from '../answer/context';
import { MOST_NAMED } from '../disclosure/Disclosures';
import type { DisclosedCount } from '../disclosure/Disclosures';
import { DateTime, PartialDate } from '../record/dates';
import { Role } from '../record/Experience';
import { instantiate } from '../record/instantiate';
import { SqlParameters } from '../record/SqlParameters';
import { CityStaffFilter, staffConditions } from '../record/Staff';
import { UPDATED_SINCE } from '../record/updatedSince';
import { HitFacets } from './facets';
import type { Facet, FacetCounts, FacetSources } from './facets';
import { chooseFacets, findHits } from './findHits';
import type { HitRow } from './findHits';
import type { AskedFor } from './findTitledHits';
import { countedByBits } from './manyByConcept';
import type { PreparedStaff } from './matchingRows';
import { HitsOf } from './HitsOf';
import { Match } from './Match';
import type { Question } from './question';
import { placed } from './recordsWithHits';
import { mostOfRoles, staffScore, staffScoreOf } from './score';

@Directive('@inaccessible')
@ObjectType({ description: "One of a city's staff that matches, with the best of its experience." })
export class StaffHit extends Match {
  @Field(() => ID, { description: '`<city>:staff:<local>`' })
  readonly id!: string;

  @Field(() => ID, { nullable: true, description: 'The topic of the experience, `<city>:topic:<local>`.' })
  readonly topic!: string | null;

  @Field(() => Role, { nullable: true, description: 'The part taken.' })
  readonly role!: Role | null;

  @Field(() => PartialDate, { nullable: true, description: 'When the experience began.' })
  readonly since!: string | null;

  @Field(() => PartialDate, { nullable: true, description: 'When it ended.' })
  readonly until!: string | null;
}

@Directive('@inaccessible')
@ObjectType({ description: "Hits among a city's staff, in the order that was asked for." })
export class StaffHits extends HitsOf(StaffHit) {
  /** What `total` and `facets` tell, for the disclosure log. */
  readonly counted!: DisclosedCount;
}

@Directive('@inaccessible')
@InputType({ description: 'Which staff to search.' })
export class StaffHitFilter extends CityStaffFilter {
  @Field(() => [Role], { nullable: true, description: 'Only experience in these roles.' })
  readonly roles?: Role[] | null;

  @Field(() => DateTime, { nullable: true, description: UPDATED_SINCE })
  readonly updatedSince?: Date | null;
}

interface StaffHitRow extends HitRow {
  readonly role: Role | null;
  readonly since: string | null;
  readonly until: string | null;
}

type AskedBy = AskedFor & Pick<CityContext, 'disclosures' | 'viewer' | 'minCount'>;

/** By the experience that is likely to be the best; whoever has none comes last. */
const IN_ORDER = [
  'SELECT staff_key AS key FROM staff_work ORDER BY standing DESC, staff_key',
  'SELECT key FROM staff WHERE NOT EXISTS (SELECT FROM staff_work WHERE staff_key = staff.key) ORDER BY key',
] as const;

interface AskedRoles {
  readonly roles: readonly Role[];
  readonly parameter: string;
}

/** As the column `roles` of `staff_work` has them: all that somebody has taken, in one number. */
const ROLE_BITS: Readonly<Record<Role, number>> = { LED: 1, WORKED: 2, HOSTED: 4, ADVISED: 8, TOOK_PART: 16 };

/** By what matches can be divided. The roles are those of the experience that matched; by text alone, of all that passes. */
function facetsOf({ groups }: Question, passing: string): FacetSources {
  const taken =
    groups.length > 0 ? 'matching JOIN topic_staff USING (topic_key) WHERE match IS NOT NULL AND' : 'topic_staff WHERE';
  return {
    concepts: countedByBits(
      'SELECT concept_id AS value, chunk, bits FROM topic_mapping JOIN topic_staff USING (topic_key)',
    ),
    // Most staff answers in the same few languages as others.
    languages: `
      SELECT language.value, sum(answering.count) AS count
      FROM (SELECT languages, count(*) AS count FROM found GROUP BY languages) AS answering
      CROSS JOIN LATERAL (SELECT DISTINCT unnest(answering.languages) AS value) AS language
      GROUP BY language.value`,
    roles: countedByBits(`SELECT role AS value, chunk, topic_staff.bits FROM ${taken} ${passing}`),
  };
}

/**
 * Searches the city's staff through its experience. By text alone, staff without any experience is found too. An empty
 * list in the filter is no condition.
 */
export async function findStaffHits(
  { cityId, dataSource, sections, disclosures, viewer, minCount, mostMatches }: AskedBy,
  question: Question,
  filter: StaffHitFilter | null | undefined,
  asked: readonly Facet[],
): Promise<StaffHits> {
  const parameters = new SqlParameters();
  const conditions = [
    `item.visibility = ANY(${parameters.bind(sections)})`,
    ...(filter == null ? [] : staffConditions(filter, parameters)),
  ];
  const roles = filter?.roles?.length ? { roles: filter.roles, parameter: parameters.bind(filter.roles) } : null;
  const candidates = `
      SELECT item.key, experience.topic_key, experience.role, experience.since, experience.until,
        experience.since_month, experience.until_month, experience.until_day
      FROM staff AS item LEFT JOIN experience ON experience.staff_key = item.key
      WHERE ${[...conditions, ...(roles === null ? [] : [`experience.role = ANY(${roles.parameter})`])].join(' AND ')}`;
  const prepared = prepareStaff(conditions, roles);
  const { total, totalIsExact, totalMatchingAll, rows, facets, keys } = await findHits<StaffHitRow>(
    dataSource,
    {
      table: 'staff',
      sortTitle: 'sort_name',
      candidates,
      texts: 'staff_text',
      score: staffScore,
      ties: ['since', 'until'],
      idPrefix: globalId(cityId, 'staff', ''),
      inOrder: IN_ORDER,
      prepared,
    },
    question,
    parameters,
    chooseFacets(facetsOf(question, prepared.passing), asked),
    { named: disclosures === null ? 0 : MOST_NAMED, mostMatches },
  );
  return instantiate(StaffHits, {
    total,
    totalIsExact,
    totalMatchingAll,
    hits: placed(rows).map(({ topic_key, ...hit }) =>
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

/** @param asked the roles that count, and the parameter that has them; null when all do */
function prepareStaff(conditions: readonly string[], asked: AskedRoles | null): PreparedStaff {
  const seen = `SELECT item.key, item.number FROM staff AS item WHERE ${conditions.join(' AND ')}`;
  if (asked === null) {
    return {
      seen,
      passing: 'TRUE',
      working: seen,
      least: staffScore,
      // Whoever has no experience has one score.
      most: `greatest(${staffScore}, ${staffScoreOf('most_of_work')})`,
    };
  }
  const taken = `work.roles & ${asked.roles.reduce((bits, role) => bits | ROLE_BITS[role], 0)} <> 0`;
  return {
    seen,
    passing: `role = ANY(${asked.parameter})`,
    working: `
      SELECT item.key, item.number
      FROM staff AS item JOIN staff_work AS work ON work.staff_key = item.key
      WHERE ${conditions.join(' AND ')} AND ${taken}`,
    // The experience that is known beforehand may be one that does not count.
    least: `CASE WHEN role = ANY(${asked.parameter}) THEN ${staffScore} ELSE ${staffScoreOf('0')} END`,
    most: staffScoreOf(`least(most_of_work, ${mostOfRoles(asked.roles)})`),
  };
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

function conditionsOf({ words }: Question, filter: StaffHitFilter | null | undefined): object {
  return Object.assign(words.length > 0 ? { text: true } : {}, filter);
}
