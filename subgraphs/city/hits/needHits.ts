import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';
import { DateTime } from '../record/dates';
import { instantiate } from '../record/instantiate';
import { needConditions, NeedFilter, NeedStatus } from '../record/Need';
import { UPDATED_SINCE } from '../record/updatedSince';
import { byColumnOf, byConceptsOf } from './facets';
import type { Facet } from './facets';
import type { HitRow } from './findHits';
import { findTitledHits } from './findTitledHits';
import type { AskedFor, TitledKind } from './findTitledHits';
import { HitsOf } from './HitsOf';
import { Match } from './Match';
import type { Question } from './question';
import { needScore } from './score';

@Directive('@inaccessible')
@ObjectType({ description: 'A need that matches.' })
export class NeedHit extends Match {
  @Field(() => ID, { description: '`<city>:need:<local>`' })
  readonly id!: string;

  @Field(() => ID, { nullable: true, description: 'The topic matched, `<city>:topic:<local>`.' })
  readonly topic!: string | null;

  @Field(() => NeedStatus, {
    nullable: true,
    description: 'Where the need stands. Where the city does not say, it is scored as one that is open.',
  })
  readonly status!: NeedStatus | null;
}

@Directive('@inaccessible')
@ObjectType({ description: "Hits among a city's needs, in the order that was asked for." })
export class NeedHits extends HitsOf(NeedHit) {}

@Directive('@inaccessible')
@InputType({ description: 'Which needs to search.' })
export class NeedHitFilter extends NeedFilter {
  @Field(() => DateTime, { nullable: true, description: UPDATED_SINCE })
  readonly updatedSince?: Date | null;
}

interface NeedHitRow extends HitRow {
  readonly status: NeedStatus | null;
}

const needs: TitledKind<NeedHitFilter> = {
  type: 'need',
  standing: ["item.status IS NOT DISTINCT FROM 'MET'"],
  features: ['item.status'],
  score: needScore,
  ties: [],
  conditionsOf: needConditions,
  facets: { concepts: byConceptsOf('need'), needStatuses: byColumnOf('need', 'status') },
};

/** Searches the city's needs. */
export async function findNeedHits(
  context: AskedFor,
  question: Question,
  filter: NeedHitFilter | null | undefined,
  asked: readonly Facet[],
): Promise<NeedHits> {
  const { hits, ...found } = await findTitledHits<NeedHitRow, NeedHitFilter>(needs, context, question, filter, asked);
  return instantiate(NeedHits, { ...found, hits: hits.map((hit) => instantiate(NeedHit, hit)) });
}
