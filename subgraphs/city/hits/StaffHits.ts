import { Directive, Field, Int, ObjectType } from 'type-graphql';
import type { DisclosedCount } from '../disclosure/Disclosures';
import { StaffHit } from './StaffHit';
import { HitFacets } from './facets/HitFacets';

@Directive('@inaccessible')
@ObjectType({ description: "Hits among a city's staff, best first, then by id." })
export class StaffHits {
  @Field(() => Int, { description: 'How many match in all, wherever the page stands.' })
  readonly total!: number;

  @Field(() => [StaffHit], { description: 'The page.' })
  readonly hits!: StaffHit[];

  @Field(() => HitFacets, { description: 'How all matches divide.' })
  readonly facets!: HitFacets;

  /** What `total` and `facets` tell, for the disclosure log. */
  readonly counted!: DisclosedCount;
}
