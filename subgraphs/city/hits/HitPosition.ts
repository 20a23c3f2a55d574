import { Directive, Field, ID, InputType, Int } from 'type-graphql';

@Directive('@inaccessible')
@InputType({ description: 'A position in a list of hits: what stands behind it comes later.' })
export class HitPosition {
  @Field(() => Int, { description: 'The score of the last hit seen.' })
  readonly score!: number;

  @Field(() => ID, { description: 'The id of the last hit seen.' })
  readonly id!: string;
}
