import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { OfferHit } from './OfferHit';

@Directive('@inaccessible')
@ObjectType({ description: "Hits among a city's offers, best first, then by id." })
export class OfferHits {
  @Field(() => Int, { description: 'How many match in all, wherever the page stands.' })
  readonly total!: number;

  @Field(() => [OfferHit], { description: 'The page.' })
  readonly hits!: OfferHit[];
}
