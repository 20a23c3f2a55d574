import { Field, ObjectType } from 'type-graphql';

/** Kept as an element of a jsonb array in the column `legal_basis`. */
@ObjectType({ description: 'A law, a decree or a council decision that a programme rests on.' })
export class LegalBasis {
  @Field(() => String, { description: 'Its name, such as `SGB XII, § 67`.' })
  readonly title!: string;

  @Field(() => String, { nullable: true, description: 'Where it can be read: a web address.' })
  readonly url!: string | null;
}
