import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'How many a programme reaches.' })
export class Reach {
  @Field(() => Int, { description: 'How many.' })
  readonly value!: number;

  @Field(() => String, { description: 'Of what, such as `households a year`.' })
  readonly unit!: string;
}
