import { Directive, Field, Int, ObjectType } from 'type-graphql';

@Directive('@inaccessible')
@ObjectType({ description: 'How many of the records that match share a value.' })
export class FacetCount {
  @Field(() => String, { description: 'The value: `concept:<slug>`, a status, a language or a role.' })
  readonly value!: string;

  @Field(() => Int, { description: 'How many records have it, each counted once: at least one.' })
  readonly count!: number;
}
