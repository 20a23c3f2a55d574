import { Directive, Field, ID, InputType, Int } from 'type-graphql';

@Directive('@inaccessible')
@InputType({ description: 'A concept that is searched for.' })
export class ConceptTerm {
  @Field(() => ID, { description: '`concept:<slug>`' })
  readonly concept!: string;

  @Field(() => Int, {
    description: 'How near it is to what was asked, 1 to 1000: 1000 for the concept itself, 800 for a narrower one.',
  })
  readonly weight!: number;
}
