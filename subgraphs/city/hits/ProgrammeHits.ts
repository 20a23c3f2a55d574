import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { ProgrammeHit } from './ProgrammeHit';
import { HitFacets } from './facets/HitFacets';

@Directive('@inaccessible')
@ObjectType({ description: "Hits among a city's programmes, best first, then by id." })
export class ProgrammeHits {
  @Field(() => Int, { description: 'How many match in all, wherever the page stands.' })
  readonly total!: number;

  @Field(() => [ProgrammeHit], { description: 'The page.' })
  readonly hits!: ProgrammeHit[];

  @Field(() => HitFacets, { description: 'How all matches divide.' })
  readonly facets!: HitFacets;
}
