import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { StaffHit } from './StaffHit';

@Directive('@inaccessible')
@ObjectType({ description: "Hits among a city's staff, best first, then by id." })
export class StaffHits {
  @Field(() => Int, { description: 'How many match in all, wherever the page stands.' })
  readonly total!: number;

  @Field(() => [StaffHit], { description: 'The page.' })
  readonly hits!: StaffHit[];
}
