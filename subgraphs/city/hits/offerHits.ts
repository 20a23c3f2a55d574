import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { globalId } from '../../contract/ids';
import type { CityContext } from '../answer/context';
import { instantiate } from '../record/instantiate';
import { OfferKind } from '../record/Offer';
import { SqlParameters } from '../record/SqlParameters';
import { findHits } from './findHits';
import { Match, MATCHING_ALL } from './Match';
import type { Question } from './question';
import { placed } from './recordsWithHits';
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
@ObjectType({ description: "Hits among a city's offers, best first, then by id." })
export class OfferHits {
  @Field(() => Int, { description: 'How many match in all, wherever the page stands.' })
  readonly total!: number;

  @Field(() => Int, { nullable: true, description: MATCHING_ALL })
  readonly totalMatchingAll!: number | null;

  @Field(() => [OfferHit], { description: 'The page.' })
  readonly hits!: OfferHit[];
}

@Directive('@inaccessible')
@InputType({ description: 'Which offers to search.' })
export class OfferHitFilter {
  @Field(() => [OfferKind], { nullable: true, description: 'Only these kinds.' })
  readonly kinds?: OfferKind[] | null;
}

/** Searches the city's offers through their topics. An empty list in the filter is no condition. */
export async function findOfferHits(
  { cityId, dataSource, sections }: Pick<CityContext, 'cityId' | 'dataSource' | 'sections'>,
  question: Question,
  filter: OfferHitFilter | null,
): Promise<OfferHits> {
  const parameters = new SqlParameters();
  const conditions = [`offer.visibility = ANY(${parameters.bind(sections)})`];
  if (filter?.kinds?.length) {
    conditions.push(`offer.kind = ANY(${parameters.bind(filter.kinds)})`);
  }
  const { total, totalMatchingAll, rows } = await findHits(
    dataSource,
    {
      candidates: `
        SELECT offer.key, link.topic_key
        FROM offer LEFT JOIN offer_topic AS link ON link.offer_key = offer.key
        WHERE ${conditions.join(' AND ')}`,
      texts: 'offer_text',
      score: offerScore,
      ties: [],
      idPrefix: globalId(cityId, 'offer', ''),
    },
    question,
    parameters,
  );
  return instantiate(OfferHits, {
    total,
    totalMatchingAll,
    hits: placed(rows).map(({ topic_key, ...hit }) =>
      instantiate(OfferHit, {
        ...hit,
        // By text, the record matched as a whole and none of its topics did.
        topic: topic_key === null || hit.concept === null ? null : globalId(cityId, 'topic', topic_key),
      }),
    ),
  });
}
