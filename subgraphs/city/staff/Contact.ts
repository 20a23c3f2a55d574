import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Official ways to get in touch.' })
export class Contact {
  @Field(() => String, { nullable: true, description: 'E-mail address.' })
  readonly email!: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone number, in international form where known.' })
  readonly phone!: string | null;

  @Field(() => String, { nullable: true, description: 'A web page with more.' })
  readonly url!: string | null;
}
