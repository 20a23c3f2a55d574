import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';
import { MAX_FUNDERS } from '../../contract/bounds';
import { CostLimit } from '../record/Cost';
import { DateTime, PartialDate } from '../record/dates';
import { instantiate } from '../record/instantiate';
import { CityProgrammeFilter, programmeConditions, ProgrammeStatus } from '../record/Programme';
import { UPDATED_SINCE } from '../record/updatedSince';
import { byColumnOf, byConceptsOf, byYearOf } from './facets';
import type { Facet } from './facets';
import type { HitRow } from './findHits';
import { findTitledHits } from './findTitledHits';
import type { AskedFor, TitledKind } from './findTitledHits';
import { HitsOf } from './HitsOf';
import { Match } from './Match';
import type { Question } from './question';
import { programmeScore, statusWeight } from './score';

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
@ObjectType({ description: "Hits among a city's programmes, in the order that was asked for." })
export class ProgrammeHits extends HitsOf(ProgrammeHit) {}

@Directive('@inaccessible')
@InputType({ description: 'Which programmes to search.' })
export class ProgrammeHitFilter extends CityProgrammeFilter {
  @Field(() => CostLimit, {
    nullable: true,
    description: 'Only programmes with a cost of this sort below the amount. One whose cost is not told is left out.',
  })
  readonly costsBelow?: CostLimit | null;

  @Field(() => DateTime, { nullable: true, description: UPDATED_SINCE })
  readonly updatedSince?: Date | null;
}

interface ProgrammeHitRow extends HitRow {
  readonly status: ProgrammeStatus | null;
  readonly good_practice: boolean;
  readonly since: string | null;
  readonly until: string | null;
}

const programmes: TitledKind<ProgrammeHitFilter> = {
  type: 'programme',
  standing: ['item.good_practice DESC', `${statusWeight} DESC`, 'item.until_day DESC NULLS FIRST'],
  features: ['item.status', 'item.good_practice', 'item.starts_on AS since', 'item.ends_on AS until', 'item.until_day'],
  score: programmeScore,
  ties: ['since', 'until'],
  conditionsOf: programmeConditions,
  facets: {
    concepts: byConceptsOf('programme'),
    statuses: byColumnOf('programme', 'status'),
    years: byYearOf('programme'),
    goodPractice: byColumnOf('programme', 'good_practice::text'),
    openToVisitors: byColumnOf('programme', 'open_to_visitors::text'),
    funders: `
      SELECT funder AS value, count(DISTINCT key) AS count
      FROM best JOIN programme_funding ON programme_key = key WHERE funder IS NOT NULL
      GROUP BY funder ORDER BY count DESC, funder COLLATE "C" LIMIT ${MAX_FUNDERS}`,
  },
};

/** Searches the city's programmes. */
export async function findProgrammeHits(
  context: AskedFor,
  question: Question,
  filter: ProgrammeHitFilter | null | undefined,
  asked: readonly Facet[],
): Promise<ProgrammeHits> {
  const { hits, ...found } = await findTitledHits<ProgrammeHitRow, ProgrammeHitFilter>(
    programmes,
    context,
    question,
    filter,
    asked,
  );
  return instantiate(ProgrammeHits, {
    ...found,
    hits: hits.map(({ good_practice: goodPractice, ...hit }) => instantiate(ProgrammeHit, { ...hit, goodPractice })),
  });
}
