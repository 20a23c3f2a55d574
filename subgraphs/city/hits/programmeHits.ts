import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { globalId } from '../../contract/ids';
import type { CityContext } from '../answer/context';
import { PartialDate } from '../record/dates';
import { instantiate } from '../record/instantiate';
import { ProgrammeStatus } from '../record/Programme';
import { SqlParameters } from '../record/SqlParameters';
import { byConceptsOf, HitFacets } from './facets';
import type { Facet, FacetSources } from './facets';
import { chooseFacets, findHits } from './findHits';
import type { HitRow } from './findHits';
import { Match, MATCHING_ALL } from './Match';
import type { Question } from './question';
import { placed } from './recordsWithHits';
import { programmeScore } from './score';

@Directive('@inaccessible')
@ObjectType({ description: 'A programme that matches.' })
export class ProgrammeHit extends Match {
  @Field(() => ID, { description: '`<city>:programme:<local>`' })
  readonly id!: string;

  @Field(() => ID, { nullable: true, description: 'The topic matched, `<city>:topic:<local>`.' })
  readonly topic!: string | null;

  @Field(() => ProgrammeStatus, { nullable: true, description: 'Where the programme stands.' })
  readonly status!: ProgrammeStatus | null;

  @Field(() => Boolean, { description: 'Whether it is a good practice.' })
  readonly goodPractice!: boolean;

  @Field(() => PartialDate, { nullable: true, description: 'When it began.' })
  readonly since!: string | null;

  @Field(() => PartialDate, { nullable: true, description: 'When it ended.' })
  readonly until!: string | null;
}

@Directive('@inaccessible')
@ObjectType({ description: "Hits among a city's programmes, best first, then by id." })
export class ProgrammeHits {
  @Field(() => Int, { description: 'How many match in all, wherever the page stands.' })
  readonly total!: number;

  @Field(() => Int, { nullable: true, description: MATCHING_ALL })
  readonly totalMatchingAll!: number | null;

  @Field(() => [ProgrammeHit], { description: 'The page.' })
  readonly hits!: ProgrammeHit[];

  @Field(() => HitFacets, { description: 'How all matches divide.' })
  readonly facets!: HitFacets;
}

@Directive('@inaccessible')
@InputType({ description: 'Which programmes to search.' })
export class ProgrammeHitFilter {
  @Field(() => [ProgrammeStatus], { nullable: true, description: 'Only programmes in these states.' })
  readonly statuses?: ProgrammeStatus[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Only programmes that are, or are not, a good practice.' })
  readonly goodPractice?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Only programmes that are, or are not, open to visitors.' })
  readonly openToVisitors?: boolean | null;
}

interface ProgrammeHitRow extends HitRow {
  readonly status: ProgrammeStatus | null;
  readonly good_practice: boolean;
  readonly since: string | null;
  readonly until: string | null;
}

/** By what matches can be divided. */
const FACETS = {
  concepts: byConceptsOf('programme'),
  statuses:
    'SELECT status AS value, count(*) AS count FROM best JOIN programme USING (key) WHERE status IS NOT NULL GROUP BY status',
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
  const { total, totalMatchingAll, rows, facets } = await findHits<ProgrammeHitRow>(
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
    totalMatchingAll,
    hits: placed(rows).map(({ topic_key, good_practice, ...hit }) =>
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
