import { Field, ObjectType } from 'type-graphql';

/** Kept as an element of a jsonb array in the column `additional`. */
@ObjectType({ description: 'A field that a city publishes beyond the contract.' })
export class Attribute {
  @Field(() => String, { description: "Machine-readable name, the same in all of the city's records." })
  readonly name!: string;

  @Field(() => String, { description: 'The name as a person reads it.' })
  readonly label!: string;

  @Field(() => String, { description: 'The value.' })
  readonly value!: string;
}
