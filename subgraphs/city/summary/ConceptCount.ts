import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';

@Directive('@inaccessible')
@ObjectType({
  description: 'How many records of a city rest on topics that map to a concept, by whatever mapping.',
})
export class ConceptCount {
  @Field(() => ID, { description: '`concept:<slug>`' })
  readonly concept!: string;

  @Field(() => Int, { description: 'Staff with experience in it.' })
  readonly staff!: number;

  @Field(() => Int, { description: 'Programmes about it.' })
  readonly programmes!: number;

  @Field(() => Int, { description: 'Exchanges on it.' })
  readonly exchanges!: number;

  @Field(() => Int, { description: 'Offers on it.' })
  readonly offers!: number;
}
