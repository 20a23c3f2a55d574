import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { ExchangeHit } from './ExchangeHit';
import { HitFacets } from './facets/HitFacets';

@Directive('@inaccessible')
@ObjectType({ description: 'Hits among the exchanges a city recorded, best first, then by id.' })
export class ExchangeHits {
  @Field(() => Int, { description: 'How many match in all, wherever the page stands.' })
  readonly total!: number;

  @Field(() => [ExchangeHit], { description: 'The page.' })
  readonly hits!: ExchangeHit[];

  @Field(() => HitFacets, { description: 'How all matches divide.' })
  readonly facets!: HitFacets;
}
