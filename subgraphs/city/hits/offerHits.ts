import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';
import { DateTime } from '../record/dates';
import { instantiate } from '../record/instantiate';
import { offerConditions, OfferFilter } from '../record/Offer';
import { UPDATED_SINCE } from '../record/updatedSince';
import { byConceptsOf, HitFacets } from './facets';
import type { Facet } from './facets';
import type { HitRow } from './findHits';
import { findTitledHits } from './findTitledHits';
import type { AskedFor, TitledKind } from './findTitledHits';
import { HitsOf } from './HitsOf';
import { Match } from './Match';
import type { Question } from './question';
import { offerScore } from './score';

@Directive('@inaccessible')
@ObjectType({ description: 'An offer that matches. Its score is how well it matches.' })
export class OfferHit extends Match {
  @Field(() => ID, { description: '`<city>:offer:<local>`' })
  readonly id!: string;

  @Field(() => ID, { nullable: true, description: 'The topic matched, `<city>:topic:<local>`.' })
  readonly topic!: string | null;
}

@Directive('@inaccessible')
@ObjectType({ description: "Hits among a city's offers, in the order that was asked for." })
export class OfferHits extends HitsOf(OfferHit) {
  @Field(() => HitFacets, {
    nullable: true,
    description: 'How all matches divide. Null from a city that cannot say it yet.',
  })
  override readonly facets!: HitFacets;
}

@Directive('@inaccessible')
@InputType({ description: 'Which offers to search.' })
export class OfferHitFilter extends OfferFilter {
  @Field(() => DateTime, { nullable: true, description: UPDATED_SINCE })
  readonly updatedSince?: Date | null;
}

const offers: TitledKind<OfferHitFilter> = {
  type: 'offer',
  standing: [],
  features: [],
  score: offerScore,
  ties: [],
  conditionsOf: offerConditions,
  facets: {
    concepts: byConceptsOf('offer'),
    languages: `
      SELECT language.value, count(*) AS count
      FROM best JOIN offer USING (key) CROSS JOIN LATERAL (SELECT DISTINCT unnest(languages) AS value) AS language
      GROUP BY language.value`,
  },
};

/** Searches the city's offers. */
export async function findOfferHits(
  context: AskedFor,
  question: Question,
  filter: OfferHitFilter | null | undefined,
  asked: readonly Facet[],
): Promise<OfferHits> {
  const { hits, ...found } = await findTitledHits<HitRow, OfferHitFilter>(offers, context, question, filter, asked);
  return instantiate(OfferHits, { ...found, hits: hits.map((hit) => instantiate(OfferHit, hit)) });
}
